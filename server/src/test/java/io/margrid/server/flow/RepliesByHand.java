package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.server.admission.Admission;
import io.margrid.server.admission.AdmissionLimits;
import io.margrid.server.admission.AdmissionUse;
import io.margrid.server.admission.Caller;
import io.margrid.server.admission.StreamPlace;
import io.margrid.server.admission.StreamSize;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.reactivestreams.Publisher;

/** Replies whose turns are taken, and whose time passes, when a test says so; each call of another caller. */
abstract class RepliesByHand {
  final ManualExecutor executor = new ManualExecutor();
  /** So that every turn is a task of its own. */
  boolean othersWait = true;
  final Turns turns = new Turns(executor, () -> othersWait);

  final Admission admission = new Admission(
      new AdmissionLimits(100, 100, 1, 1, 1 << 20, 1 << 20, 1, 1));
  final AtomicLong nanos = new AtomicLong(17);
  final RuntimeException stalled = new IllegalStateException("stalled");
  final RuntimeException tooLong = new IllegalStateException("too long");

  int callers;
  final StreamReplies replies = replies(Function.identity());

  StreamReplies replies(Function<Throwable, Throwable> status) {
    return new StreamReplies(status,
        new StreamTimes(Duration.ofSeconds(60), stalled, Duration.ofSeconds(1_000), tooLong), nanos::get);
  }

  /** Of a caller of its own each time: of a second one of the same less may wait. */
  StreamPlace place() {
    return admission.admitStream(new Caller("caller " + callers++), new StreamSize(1_000, 0));
  }

  <T> void start(Publisher<T> messages, TestCall<T> call) {
    replies.start(messages, call, place(), turns);
  }

  void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    replies.endOverdue();
    executor.runAll();
  }

  void assertPlaces(int held, int lingering) {
    AdmissionUse use = admission.use();
    assertThat(use).isEqualTo(new AdmissionUse(held + lingering, held, 0, held * 3_000L,
        lingering * 3_000L, 0, use.refusals()));
    assertThat(use.refused()).isZero();
    assertThat(replies.openCount()).isEqualTo(held);
  }
}
