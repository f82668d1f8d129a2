package io.margrid.server.tracing;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.margrid.server.call.CallTrace;
import io.margrid.server.error.ErrorStatus;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one call, and of the stages of one that streams. Never the current one of a thread: a stream is
 * served by many, in turns. Thread-safe.
 */
final class ObservedCall implements CallTrace {
  private static final String NAME = "margrid.call";

  private final ObservationRegistry registry;
  private final CallContext context;
  private final Observation observation;
  private final boolean streaming;
  private final String id;
  private @Nullable Observation stage;
  private Status.Code code = Status.Code.OK;
  private boolean ended;

  private ObservedCall(ObservationRegistry registry, MethodDescriptor<?, ?> method, Metadata headers) {
    this.registry = registry;
    this.context = new CallContext(headers);
    this.streaming = !method.getType().serverSendsOneMessage();
    this.observation = Observation.createNotStarted(NAME, () -> context, registry)
        .contextualName(method.getFullMethodName())
        .lowCardinalityKeyValue(SpanAttributes.SYSTEM, SpanAttributes.GRPC)
        .lowCardinalityKeyValue(SpanAttributes.METHOD, method.getFullMethodName())
        .start();
    TracingContext tracing = Objects.requireNonNull(context.get(TracingContext.class));
    Span span = Objects.requireNonNull(tracing.getSpan());
    this.id = span.context().traceId();
  }

  /** Begins with the call: below the span that the headers name, if they do. */
  static ObservedCall begin(ObservationRegistry registry, MethodDescriptor<?, ?> method, Metadata headers) {
    return new ObservedCall(registry, method, headers);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized void loggedAs(String request) {
    observation.highCardinalityKeyValue(SpanAttributes.REQUEST, request);
  }

  /** The request is there, and is looked at from now on. */
  synchronized void asked() {
    beginStage(SpanAttributes.PLAN);
  }

  @Override
  public synchronized void planned(String servedModel, long cells) {
    if (!ended) {
      context.setCells(cells);
      observation.lowCardinalityKeyValue(SpanAttributes.MODEL,
          servedModel.isEmpty() ? SpanAttributes.INLINE : servedModel);
      beginStage(SpanAttributes.FIRST_CHUNK);
    }
  }

  /** The first message with numbers is written. */
  synchronized void answered() {
    endStage();
  }

  private void beginStage(String name) {
    endStage();
    if (streaming && !ended) {
      stage = Observation.createNotStarted(name, registry).parentObservation(observation).start();
    }
  }

  private void endStage() {
    Observation last = stage;
    if (last != null) {
      last.stop();
      stage = null;
    }
  }

  /** The server has said how the call ends; its caller may not have heard it yet. */
  synchronized void closed(Status status, Metadata trailers) {
    if (!ended) {
      endStage();
      code = status.getCode();
      ErrorStatus.reason(trailers)
          .ifPresent(reason -> observation.lowCardinalityKeyValue(SpanAttributes.REASON, reason));
    }
  }

  /** All is over, and the caller had its status. Does nothing the second time. */
  synchronized void end() {
    if (ended) {
      return;
    }
    endStage();
    ended = true;
    observation.lowCardinalityKeyValue(SpanAttributes.CODE, code.name());
    if (SpanAttributes.FAULTS.contains(code)) {
      observation.lowCardinalityKeyValue(SpanAttributes.ERROR_TYPE, code.name());
      observation.error(new CallFailedException(code.name()));
    }
    observation.stop();
  }

  /**
   * All is over before the caller had its status. What the server had said stands, unless it was that all is well, or no
   * more than that nobody waits.
   */
  synchronized void abandoned(Status.Code why) {
    if (code == Status.Code.OK || code == Status.Code.CANCELLED) {
      code = why;
    }
    end();
  }
}
