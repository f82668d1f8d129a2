package io.margrid.server.security;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthGrpc;
import io.margrid.server.admission.Caller;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import java.util.Objects;

/** Lets calls in whose callers are known and whose tenants may have more, and no others. */
final class Gate implements ServerInterceptor {
  private final Identities identities;
  private final Tenants tenants;
  private final boolean healthIsOpen;

  Gate(Identities identities, Tenants tenants, boolean healthIsOpen) {
    this.identities = identities;
    this.tenants = tenants;
    this.healthIsOpen = healthIsOpen;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    if (healthIsOpen
        && HealthGrpc.SERVICE_NAME.equals(call.getMethodDescriptor().getServiceName())) {
      return next.startCall(call, headers);
    }
    CallerIdentity identity;
    TenantCall place;
    try {
      identity = identities.of(headers, call.getAttributes());
      place = tenants.begin(identity.tenant(), !call.getMethodDescriptor().getType().serverSendsOneMessage());
    } catch (RefusedException refused) {
      StatusRuntimeException status = ErrorStatus.of(refused);
      call.close(status.getStatus(), Objects.requireNonNull(status.getTrailers()));
      return new ServerCall.Listener<>() {
      };
    }
    headers.discardAll(Identities.AUTHORIZATION);
    Context context = place.in(identity.in(Context.current())).withValue(Caller.KEY, identity.caller());
    return started(context, call, headers, next, place);
  }

  private static <Q, R> ServerCall<Q, R> ending(ServerCall<Q, R> call, TenantCall place) {
    return new SimpleForwardingServerCall<>(call) {
      @Override
      public void close(Status status, Metadata trailers) {
        place.giveCellsBack();
        super.close(status, trailers);
      }
    };
  }

  private static <Q, R> ServerCall.Listener<Q> started(Context context, ServerCall<Q, R> call,
      Metadata headers,
      ServerCallHandler<Q, R> next, TenantCall place) {
    ServerCall.Listener<Q> listener;
    try {
      listener = Contexts.interceptCall(context, ending(call, place), headers, next);
    } catch (RuntimeException | Error e) {
      place.end(); // no listener will hear of the end
      throw e;
    }
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onCancel() {
        place.end();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        place.end();
        super.onComplete();
      }
    };
  }
}
