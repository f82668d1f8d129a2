package io.margrid.server.call;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.margrid.server.admission.Caller;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Puts the caller of every call into its context: the address of its peer, without the port. Who that is, is found out once
 * for each connection.
 */
public final class Callers extends ServerTransportFilter implements ServerInterceptor {
  private static final Attributes.Key<Caller> OF_CONNECTION = Attributes.Key.create("margrid-caller");

  @Override
  public Attributes transportReady(Attributes connection) {
    return connection.toBuilder().set(OF_CONNECTION, of(connection)).build();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    Caller known = call.getAttributes().get(OF_CONNECTION);
    Caller caller = known == null ? of(call.getAttributes()) : known;
    return Contexts.interceptCall(Context.current().withValue(Caller.KEY, caller), call, headers, next);
  }

  private static Caller of(Attributes connection) {
    SocketAddress peer = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return new Caller(peer instanceof InetSocketAddress address && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : String.valueOf(peer));
  }
}
