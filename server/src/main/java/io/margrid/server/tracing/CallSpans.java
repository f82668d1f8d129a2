package io.margrid.server.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/** Makes a span of the observation of a call, below the span that its headers name. */
final class CallSpans extends PropagatingReceiverTracingObservationHandler<CallContext> {
  CallSpans(Tracer tracer, Propagator propagator) {
    super(tracer, propagator);
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof CallContext;
  }

  /** A number, so that it can be compared: key values of observations are texts. */
  @Override
  public void customizeReceiverSpan(CallContext context, Span span) {
    if (context.cells() != CallContext.NO_CELLS) {
      span.tag(SpanAttributes.CELLS, context.cells());
    }
  }
}
