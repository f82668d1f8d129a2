package io.margrid.server.metrics;

import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.margrid.server.admission.Admission;
import io.margrid.server.admission.AdmissionLimits;
import io.margrid.server.admission.Budget;
import io.margrid.server.call.OpenCalls;
import io.margrid.server.connection.ConnectionRefusal;
import io.margrid.server.connection.Connections;
import io.margrid.server.connection.FrameType;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.service.AnswerCache;
import io.margrid.server.service.PlanCounters;
import io.margrid.server.wire.StreamCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The meters of one server. Nearly all of them only read, when they are asked, what is counted anyway: a chunk or a small
 * call pays for no meter but gRPC's. What is read must live as long as the server. Thread-safe.
 */
public final class ServerMetrics implements AutoCloseable {
  /** Of what {@link #scrape} writes. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process = new ProcessMeters();
  private final MetricCollectingServerInterceptor grpc;
  private final CallEnds ends;

  /** Meters of the process and the JVM, and of calls, which the interceptors count. */
  public ServerMetrics() {
    registry.config().meterFilter(MeterFilter.denyUnless(id -> Metric.of(id.getName()).isPresent()));
    grpc = new MetricCollectingServerInterceptor(registry, counter -> counter,
        timer -> timer.serviceLevelObjectives(CallEnds.BUCKETS), Status.Code.OK);
    ends = new CallEnds(registry);
    process.bindTo(registry);
  }

  /** To run before all others, in this order: a call is counted whoever refuses it. */
  public List<ServerInterceptor> interceptors() {
    return List.of(grpc, ends);
  }

  /** Prints a line for every method from now on, called or not. */
  public void expect(List<ServerServiceDefinition> services) {
    services.forEach(grpc::preregisterService);
  }

  /** The server itself. */
  public void server(String version, int numericsRevision, BooleanSupplier ready) {
    List<String> keys = Metric.INFO.tagKeys();
    gauge(Metric.INFO, this, _ -> 1, keys.getFirst(), version, keys.getLast(),
        Integer.toString(numericsRevision));
    gauge(Metric.READY, ready, now -> now.getAsBoolean() ? 1 : 0);
  }

  /** Those that are open, and those that were not let in or not left open. */
  public void connections(Connections connections) {
    gauge(Metric.CONNECTIONS, connections, Connections::count);
    for (ConnectionRefusal why : ConnectionRefusal.values()) {
      counter(Metric.CONNECTIONS_REFUSED, connections, all -> all.counts().refused(why),
          Metric.CONNECTIONS_REFUSED.tag(), why.label());
    }
    for (FrameType frame : FrameType.values()) {
      counter(Metric.CONNECTIONS_CUT_OFF, connections, all -> all.counts().cutOffFor(frame),
          Metric.CONNECTIONS_CUT_OFF.tag(), frame.label());
    }
  }

  /** Streams, and the calls of which they are some. */
  public void streams(StreamCounters streams, StreamReplies replies, OpenCalls calls) {
    gauge(Metric.CALLS_OPEN, calls, OpenCalls::count);
    gauge(Metric.STREAMS_ACTIVE, replies, StreamReplies::openCount);
    counter(Metric.STREAM_CELLS, streams, StreamCounters::cells);
    counter(Metric.STREAM_BYTES, streams, StreamCounters::bytes);
    counter(Metric.STREAMS_RESUMED, streams, StreamCounters::resumedStreams);
    counter(Metric.STREAMS_STALLED, replies, StreamReplies::stalledCount);
    time(Metric.COMPUTE, streams, StreamCounters::pulls, StreamCounters::computeNanos);
    time(Metric.READER_WAIT, replies, all -> all.waits().count(), all -> all.waits().nanos());
  }

  /** Plans, made and found again. */
  public void plans(PlanCounters made, AnswerCache kept) {
    counter(Metric.PLANS, made, PlanCounters::plans);
    counter(Metric.PLAN_NODES, made, PlanCounters::nodes);
    new CacheMeters(this).add("models", kept, cache -> cache.models().counts());
    new CacheMeters(this).add("evaluations", kept, AnswerCache::evaluationCounts);
  }

  /** What is under way, and how much may be. */
  public void admission(Admission admission, AdmissionLimits limits) {
    gauge(Metric.CALLERS, admission, all -> all.use().callers());
    gauge(Metric.ADMISSION_STREAMS, admission, all -> all.use().streams());
    gauge(Metric.ADMISSION_STREAMS_LIMIT, limits, AdmissionLimits::streams);
    gauge(Metric.ADMISSION_WORK, admission, all -> all.use().work());
    gauge(Metric.ADMISSION_WORK_LIMIT, limits, AdmissionLimits::work);
    gauge(Metric.ADMISSION_TRANSPORT, admission, all -> all.use().transportBytes());
    gauge(Metric.ADMISSION_LINGERING, admission, all -> all.use().lingeringBytes());
    gauge(Metric.ADMISSION_TRANSPORT_LIMIT, limits, AdmissionLimits::transportBytes);
    for (Budget budget : Budget.values()) {
      counter(Metric.ADMISSION_REFUSED, admission, all -> all.use().refusals().getOrDefault(budget, 0L),
          Metric.ADMISSION_REFUSED.tag(), budget.name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Lanes of the same size.
   *
   * @param threads of each
   */
  public void lanes(List<LaneUse> lanes, int threads) {
    gauge(Metric.THREADS_LIMIT, this, _ -> threads);
    for (LaneUse lane : lanes) {
      gauge(Metric.TASKS_WAITING, lane.waiting(), IntSupplier::getAsInt, Metric.TASKS_WAITING.tag(),
          lane.name());
      gauge(Metric.THREADS_BUSY, lane.busy(), IntSupplier::getAsInt, Metric.THREADS_BUSY.tag(), lane.name());
    }
  }

  /** Everything, in the text format of Prometheus, {@value #CONTENT_TYPE}. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  <T> void gauge(Metric metric, T source, ToDoubleFunction<T> value, String... tags) {
    Gauge.builder(metric.id(), source, value).description(metric.description()).tags(tags)
        .strongReference(true).register(registry);
  }

  <T> void counter(Metric metric, T source, ToLongFunction<T> value, String... tags) {
    FunctionCounter.builder(metric.id(), source, value::applyAsLong).description(metric.description())
        .tags(tags).register(registry);
  }

  private <T> void time(Metric metric, T source, ToLongFunction<T> count, ToLongFunction<T> nanos) {
    FunctionTimer.builder(metric.id(), source, count, nanos::applyAsLong, TimeUnit.NANOSECONDS)
        .description(metric.description()).register(registry);
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
