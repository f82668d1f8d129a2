package io.margrid.server.tracing;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.margrid.server.call.CallTrace;
import io.micrometer.observation.ObservationRegistry;
import java.util.Set;

/**
 * Observes calls from outside. Not by Micrometer's own interceptor, which adds an event for every message: a stream has
 * millions. Messages pass as they are, and so does the transport's readiness.
 */
final class TracedCalls implements ServerInterceptor {
  /** A stream's header, and the first message with numbers. */
  private static final int FIRST_MESSAGES = 2;

  private final ObservationRegistry registry;
  private final Set<String> services;

  /** @param services whose calls are traced: probes of health are too many, and say nothing */
  TracedCalls(ObservationRegistry registry, Set<String> services) {
    this.registry = registry;
    this.services = Set.copyOf(services);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    String service = call.getMethodDescriptor().getServiceName();
    if (service == null || !services.contains(service)) {
      return next.startCall(call, headers);
    }
    ObservedCall observed = ObservedCall.begin(registry, call.getMethodDescriptor(), headers);
    Context context = Context.current().withValue(CallTrace.KEY, observed);
    try {
      return new TracedListener<>(
          Contexts.interceptCall(context, new TracedCall<>(call, observed), headers, next), observed);
    } catch (RuntimeException | Error fault) {
      observed.abandoned(Status.Code.UNKNOWN);
      throw fault;
    }
  }

  private static final class TracedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final ObservedCall observed;
    /** Stops counting at {@link #FIRST_MESSAGES}. */
    private int sent;

    TracedCall(ServerCall<Q, R> call, ObservedCall observed) {
      super(call);
      this.observed = observed;
    }

    @Override
    public void sendMessage(R message) {
      super.sendMessage(message);
      if (sent < FIRST_MESSAGES && ++sent == FIRST_MESSAGES) {
        observed.answered();
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      observed.closed(status, trailers);
      super.close(status, trailers);
    }
  }

  private static final class TracedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ObservedCall observed;

    TracedListener(ServerCall.Listener<Q> delegate, ObservedCall observed) {
      super(delegate);
      this.observed = observed;
    }

    @Override
    public void onHalfClose() {
      observed.asked();
      super.onHalfClose();
    }

    /** Ends the span first: a server that stops waits for what comes after. */
    @Override
    public void onComplete() {
      observed.end();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      Status cancelled = Contexts.statusFromCancelled(Context.current());
      observed.abandoned(cancelled == null ? Status.Code.CANCELLED : cancelled.getCode());
      super.onCancel();
    }
  }
}
