package io.margrid.server.metrics;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.margrid.server.error.ErrorStatus;
import io.margrid.v1.SweepServiceGrpc;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How calls end other than well, and when a stream has sent its first chunk. Costs a message one comparison. */
final class CallEnds implements ServerInterceptor {
  /** Of times of calls. */
  static final Duration[] BUCKETS = Stream.of(1, 5, 10, 50, 100, 500, 1_000, 5_000, 30_000)
      .map(Duration::ofMillis).toArray(Duration[]::new);
  /** A caller whose deadline passes resets its call, which may arrive before the deadline passes here. */
  private static final long MEANT_MILLIS = 100;
  private static final String OTHER = "OTHER";
  private static final String STREAM = SweepServiceGrpc.getStreamGridMethod().getFullMethodName();
  /** After the header. */
  private static final int FIRST_CHUNK = 2;

  private final Map<String, Counter> failed;
  private final Counter cancelled;
  private final Counter expired;
  private final Timer firstChunk;

  CallEnds(MeterRegistry registry) {
    failed = Stream.concat(ErrorStatus.reasons().stream(), Stream.of(OTHER))
        .collect(Collectors.toUnmodifiableMap(Function.identity(),
            reason -> counter(registry, Metric.CALLS_FAILED, reason)));
    cancelled = counter(registry, Metric.CALLS_ABANDONED, "cancelled");
    expired = counter(registry, Metric.CALLS_ABANDONED, "expired");
    firstChunk = Timer.builder(Metric.FIRST_CHUNK.id()).description(Metric.FIRST_CHUNK.description())
        .serviceLevelObjectives(BUCKETS).register(registry);
  }

  private static Counter counter(MeterRegistry registry, Metric metric, String value) {
    return Counter.builder(metric.id()).description(metric.description()).tag(metric.tag(), value)
        .register(registry);
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    CountedCall<Q, R> counted = new CountedCall<>(call);
    return new SimpleForwardingServerCallListener<>(next.startCall(counted, headers)) {
      @Override
      public void onCancel() {
        if (!counted.closed) {
          (isExpired() ? expired : cancelled).increment();
        }
        super.onCancel();
      }
    };
  }

  private static boolean isExpired() {
    Deadline deadline = Context.current().getDeadline();
    return deadline != null && deadline.timeRemaining(TimeUnit.MILLISECONDS) < MEANT_MILLIS;
  }

  private final class CountedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {
    private final long started = System.nanoTime();
    private final boolean isStream;
    private int messages;
    private volatile boolean closed;

    CountedCall(ServerCall<Q, R> call) {
      super(call);
      this.isStream = call.getMethodDescriptor().getFullMethodName().equals(STREAM);
    }

    @Override
    public void sendMessage(R message) {
      super.sendMessage(message);
      if (isStream && ++messages == FIRST_CHUNK) {
        firstChunk.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (status.getCode() == Status.Code.CANCELLED) { // an answer to a cancellation, which is counted when it is heard of
        super.close(status, trailers);
        return;
      }
      closed = true;
      if (!status.isOk()) {
        String reason = ErrorStatus.reason(trailers).orElse(OTHER);
        Objects.requireNonNull(failed.getOrDefault(reason, failed.get(OTHER))).increment();
      }
      super.close(status, trailers);
    }
  }
}
