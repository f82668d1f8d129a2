package io.margrid.server.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.margrid.server.admission.Caller;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Puts the caller of every call into its context: the address of its peer, without the port. */
public final class Callers implements ServerInterceptor {
  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    String name = peer instanceof InetSocketAddress address && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : String.valueOf(peer);
    Context context = Context.current().withValue(Caller.KEY, new Caller(name));
    return Contexts.interceptCall(context, call, headers, next);
  }
}
