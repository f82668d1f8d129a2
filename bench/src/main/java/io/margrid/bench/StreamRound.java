package io.margrid.bench;

import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.server.wire.StreamCounters;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Starts a stream, lets it run, cancels it, and watches the server's counters until its cursor is closed. */
final class StreamRound {
  /** Long enough for a stream to be under way, or to have stalled. */
  private static final Duration RUNNING = Duration.ofMillis(50);
  /** Pulls that came later than this after the last one would be missed. */
  private static final Duration CALM = Duration.ofMillis(30);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  /** Between two looks at the counters: the resolution of the times to stop. */
  private static final long LOOK_NANOS = 20_000;

  /**
   * In nanoseconds.
   *
   * @param firstChunk       from subscribing to the first chunk received and checked
   * @param lastPull         from cancelling to the last pull; 0 if none came after
   * @param closed           from cancelling to the cursor's end
   * @param pullsAfterCancel that the counters saw after the client had cancelled
   */
  record Times(long firstChunk, long lastPull, long closed, long pullsAfterCancel) {}

  private final MargridClient client;
  private final StreamGridRequest request;
  private final StreamCounters counters;

  StreamRound(MargridClient client, StreamGridRequest request, StreamCounters counters) {
    this.client = client;
    this.request = request;
    this.counters = counters;
  }

  /** @param reading whether the stream is still read when it is cancelled */
  Times run(boolean reading) throws InterruptedException {
    Reader reader = new Reader(reading);
    long start = System.nanoTime();
    client.streamBlocks(request).subscribe(reader);
    if (!reader.first.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("first chunk: not within " + PATIENCE);
    }
    Thread.sleep(RUNNING);
    long pulls = counters.pulls();
    long cancelled = System.nanoTime();
    reader.cancel();
    return awaitEnd(reader.firstAt - start, cancelled, pulls);
  }

  private Times awaitEnd(long firstChunk, long cancelled, long pullsBefore) {
    long pulls = pullsBefore;
    long lastPull = cancelled;
    long closed = 0;
    for (long now = cancelled; closed == 0 || now - closed < CALM.toNanos(); now = System.nanoTime()) {
      if (now - cancelled > PATIENCE.toNanos()) {
        throw new IllegalStateException("cursor: open " + PATIENCE + " after the cancel");
      }
      if (counters.pulls() != pulls) {
        pulls = counters.pulls();
        lastPull = now;
      }
      if (closed == 0 && counters.openCursors() == 0) {
        closed = now;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return new Times(firstChunk, lastPull - cancelled, closed - cancelled, pulls - pullsBefore);
  }

  private static final class Reader extends BaseSubscriber<GridBlock> {
    final CountDownLatch first = new CountDownLatch(1);
    private final boolean reading;
    /** Written before {@link #first} is counted down. */
    private long firstAt;

    Reader(boolean reading) {
      this.reading = reading;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      subscription.request(reading ? Long.MAX_VALUE : 1);
    }

    @Override
    protected void hookOnNext(GridBlock block) {
      if (first.getCount() > 0) {
        firstAt = System.nanoTime();
        first.countDown();
      }
    }
  }
}
