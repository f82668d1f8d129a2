package io.margrid.server.tracing;

import io.grpc.ServerInterceptor;
import io.margrid.server.config.TraceExport;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans of calls to a collector, in batches, by a thread of its own. No call waits for it: when the collector does
 * not take them, and some thousands wait, further spans are dropped. Thread-safe.
 */
public final class Tracing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
  private static final String NAME = "margrid";
  private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  /** For a batch, attempts included. */
  private static final Duration EXPORT = Duration.ofSeconds(5);
  /** For what waits when the server stops. Less than a batch may take: a collector that does not answer holds no stop up. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final SdkTracerProvider provider;
  private final ServerInterceptor interceptor;

  private Tracing(SdkTracerProvider provider, Set<String> services) {
    this.provider = provider;
    this.interceptor = new TracedCalls(registry(provider.get(NAME)), services);
  }

  /**
   * Sends spans from now on.
   *
   * @param version  of the server
   * @param services whose calls are traced
   */
  public static Tracing to(TraceExport export, String version, Set<String> services) {
    LOG.atInfo().addKeyValue("endpoint", export.endpoint()).addKeyValue("sample_ratio", export.sampleRatio())
        .log("calls are traced");
    Attributes server = Attributes.builder().put("service.name", NAME).put("service.version", version)
        .build();
    SdkTracerProvider provider = SdkTracerProvider.builder()
        .setResource(Resource.getDefault().merge(Resource.create(server)))
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(export.sampleRatio())))
        .addSpanProcessor(BatchSpanProcessor.builder(new LoggedExporter(exporter(export)))
            .setMeterProvider(MeterProvider.noop())
            .setScheduleDelay(BETWEEN_BATCHES).setExporterTimeout(EXPORT).build())
        .build();
    return new Tracing(provider, services);
  }

  private static SpanExporter exporter(TraceExport export) {
    return OtlpHttpSpanExporter.builder().setEndpoint(export.endpoint().toString())
        .setConnectTimeout(CONNECT).setTimeout(EXPORT).setMeterProvider(MeterProvider.noop()).build();
  }

  /** Of observations that become spans, those of calls and those of their stages. */
  private static ObservationRegistry registry(Tracer spans) {
    OtelTracer tracer = new OtelTracer(spans, new OtelCurrentTraceContext(), event -> {});
    ContextPropagators headers = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(
        new FirstMatchingCompositeObservationHandler(
            new CallSpans(tracer, new OtelPropagator(headers, spans)),
            new DefaultTracingObservationHandler(tracer)));
    return registry;
  }

  /** To run before all that gives calls ids or refuses them. */
  public ServerInterceptor interceptor() {
    return interceptor;
  }

  /** Sends what waits, for two seconds at most. */
  @Override
  public void close() {
    if (!provider.shutdown().join(CLOSING.toSeconds(), TimeUnit.SECONDS).isSuccess()) {
      LOG.atWarn().log("the last traces were not sent");
    }
  }
}
