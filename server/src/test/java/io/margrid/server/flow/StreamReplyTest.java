package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.server.admission.Admission;
import io.margrid.server.admission.AdmissionLimits;
import io.margrid.server.admission.AdmissionUse;
import io.margrid.server.admission.Caller;
import io.margrid.server.admission.StreamPlace;
import io.margrid.server.admission.StreamSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class StreamReplyTest {
  private final ManualExecutor executor = new ManualExecutor();
  /** So that every turn is a task of its own. */
  private boolean othersWait = true;
  private final Turns turns = new Turns(executor, () -> othersWait);

  private final Admission admission = new Admission(
      new AdmissionLimits(100, 100, 1, 1, 1 << 20, 1 << 20, 1, 1));
  private final AtomicLong nanos = new AtomicLong(17);
  private final RuntimeException stalled = new IllegalStateException("stalled");
  private final RuntimeException tooLong = new IllegalStateException("too long");

  private int callers;
  private final StreamReplies replies = replies(Function.identity());

  private StreamReplies replies(Function<Throwable, Throwable> status) {
    return new StreamReplies(status,
        new StreamTimes(Duration.ofSeconds(60), stalled, Duration.ofSeconds(1_000), tooLong), nanos::get);
  }

  /** Of a caller of its own each time: of a second one of the same less may wait. */
  private StreamPlace place() {
    return admission.admitStream(new Caller("caller " + callers++), new StreamSize(1_000, 0));
  }

  private <T> void start(Publisher<T> messages, TestCall<T> call) {
    replies.start(messages, call, place(), turns);
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    replies.endOverdue();
    executor.runAll();
  }

  private void assertPlaces(int held, int lingering) {
    AdmissionUse use = admission.use();
    assertThat(use).isEqualTo(new AdmissionUse(held + lingering, held, 0, held * 3_000L,
        lingering * 3_000L, 0, use.refusals()));
    assertThat(use.refused()).isZero();
    assertThat(replies.openCount()).isEqualTo(held);
  }

  @Test
  void nothingIsPulledWhileTheTransportIsFull() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(false);
    start(Pulls.of(() -> source), call);
    executor.runAll();
    assertThat(source.pulls).hasValue(0);
    assertThat(call.readyThreshold).isEqualTo(3_000);
  }

  @Test
  void aTurnPullsOneMessageAndQueuesTheNextTurn() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    for (int turn = 1; turn <= 3; turn++) {
      assertThat(executor.waiting()).isOne();
      executor.runOne();
      assertThat(source.pulls).hasValue(turn);
      assertThat(call.written).hasSize(turn);
    }
  }

  @Test
  void whereNoOtherStreamWaitsTurnsFollowEachOtherOnOneThread() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    othersWait = false;
    start(Pulls.of(() -> source), call);
    executor.runOne();
    assertThat(call.completed).isTrue();
    assertThat(call.written).hasSize(10);
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void aStreamThatGoesOnGivesWayOnceAnotherWaits() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    othersWait = false;
    start(Pulls.of(() -> source).doOnNext(number -> othersWait = number == 3), call);
    executor.runOne();
    assertThat(call.written).containsExactly(0, 1, 2, 3);
    assertThat(executor.waiting()).isOne();
  }

  @Test
  void twoStreamsTakeTurns() {
    TestCall<Integer> first = new TestCall<>(true);
    TestCall<Integer> second = new TestCall<>(true);
    start(Pulls.of(() -> new CountedSource(100)), first);
    start(Pulls.of(() -> new CountedSource(100)), second);
    for (int turn = 0; turn < 20; turn++) {
      executor.runOne();
      assertThat(first.written.size() - second.written.size()).isBetween(0, 1);
    }
  }

  @Test
  void aFullTransportStopsPullsUntilItHasRoomAgain() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    executor.runOne();
    call.becomeFull();
    executor.runAll();
    assertThat(source.pulls).hasValue(1);
    call.becomeReady();
    executor.runAll();
    assertThat(call.written).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(call.completed).isTrue();
    assertThat(source.closed).hasValue(1);
  }

  @Test
  void cancelledStreamStopsPulling() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    executor.runOne();
    call.cancel();
    executor.runAll();
    assertThat(source.pulls).hasValue(1);
    assertThat(source.closed).hasValue(1);
    assertThat(call.ended()).isFalse();
  }

  @Test
  void whatAPullYieldsAfterACancelIsNotWritten() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source).doOnNext(number -> {
      if (number == 1) {
        call.cancelUnheard();
      }
    }), call);
    executor.runAll();
    assertThat(call.written).containsExactly(0);
    assertThat(source.pulls).hasValue(2);
  }

  @Test
  void aFailureEndsTheCallWithItsStatusAfterWhatWasWritten() {
    TestCall<Integer> call = new TestCall<>(true);
    IllegalStateException failure = new IllegalStateException("broken");
    IllegalArgumentException mapped = new IllegalArgumentException("mapped");
    replies(thrown -> thrown.equals(failure) ? mapped : thrown)
        .start(Flux.just(1, 2).concatWith(Flux.error(failure)), call, place(), turns);
    executor.runAll();
    assertThat(call.written).containsExactly(1, 2);
    assertThat(call.failure).isSameAs(mapped);
  }

  @Test
  void anErrorOfTheMachineEndsTheCallToo() {
    TestCall<Integer> call = new TestCall<>(true);
    StackOverflowError error = new StackOverflowError();
    start(Flux.<Integer>generate(sink -> {
      throw error;
    }), call);
    executor.runAll();
    assertThat(call.failure).isSameAs(error);
  }

  @Test
  void aStopEndsAStreamWhoseReaderHasStalled() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    executor.runOne();
    call.becomeFull();
    executor.runAll();
    IllegalStateException reason = new IllegalStateException("stopping");
    replies.stopAll(reason);
    executor.runAll();
    assertThat(call.failure).isSameAs(reason);
    assertThat(source.closed).hasValue(1);
    assertThat(source.pulls).hasValue(1);
  }

  @Test
  void aStreamBegunAfterTheStopEndsAtOnce() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    IllegalStateException reason = new IllegalStateException("stopping");
    replies.stopAll(reason);
    start(Pulls.of(() -> source), call);
    executor.runAll();
    assertThat(call.failure).isSameAs(reason);
    assertThat(source.pulls).hasValue(0);
    assertThat(source.closed).hasValue(1);
  }

  @Test
  void aPublisherThatAnswersLaterIsAskedOnce() {
    Sinks.Many<Integer> later = Sinks.many().unicast().onBackpressureBuffer();
    TestCall<Integer> call = new TestCall<>(true);
    long[] asked = {0};
    start(later.asFlux().doOnRequest(n -> asked[0] += n), call);
    executor.runAll();
    call.becomeReady();
    executor.runAll();
    assertThat(asked[0]).isOne();
    later.tryEmitNext(7).orThrow();
    executor.runAll();
    assertThat(call.written).containsExactly(7);
    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void aReaderWhoTakesNothingForTooLongLosesPlanAndPlace() {
    CountedSource source = new CountedSource(10);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    executor.runOne();
    call.becomeFull();
    executor.runAll();
    pass(59);
    assertThat(call.ended()).isFalse();
    assertPlaces(1, 0);
    pass(1);
    assertThat(call.failure).isSameAs(stalled);
    assertThat(source.closed).hasValue(1);
    assertThat(source.pulls).hasValue(1);
    assertThat(replies.stalledCount()).isOne();
    assertPlaces(0, 1);
    call.close();
    assertPlaces(0, 0);
  }

  @Test
  void aReaderWhoTakesAMessageNowAndThenStays() {
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> new CountedSource(100)), call);
    executor.runOne();
    for (int message = 1; message <= 10; message++) {
      call.becomeFull();
      executor.runAll();
      pass(59);
      call.becomeReady();
      executor.runOne();
    }
    assertThat(call.failure).isNull();
    assertThat(replies.stalledCount()).isZero();
  }

  @Test
  void aStreamThatWaitsForItsTurnHasNotStalled() {
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> new CountedSource(3)), call);
    nanos.addAndGet(Duration.ofSeconds(500).toNanos());
    replies.endOverdue();
    executor.runAll();
    assertThat(call.completed).isTrue();
  }

  @Test
  void aStreamEndsAfterTheLongestTimeThatACallMayRun() {
    CountedSource source = new CountedSource(Long.MAX_VALUE);
    TestCall<Integer> call = new TestCall<>(true);
    start(Pulls.of(() -> source), call);
    executor.runOne();
    nanos.addAndGet(Duration.ofSeconds(1_000).toNanos());
    replies.endOverdue();
    executor.runAll();
    assertThat(call.failure).isSameAs(tooLong);
    assertThat(source.closed).hasValue(1);
    assertThat(replies.stalledCount()).isZero();
  }

  @Test
  void everyEndGivesThePlaceBack() {
    TestCall<Integer> complete = new TestCall<>(true);
    start(Pulls.of(() -> new CountedSource(2)), complete);
    TestCall<Integer> failed = new TestCall<>(true);
    start(Flux.error(new IllegalStateException("broken")), failed);
    executor.runAll();
    assertPlaces(0, 2);
    TestCall<Integer> cancelled = new TestCall<>(true);
    start(Pulls.of(() -> new CountedSource(Long.MAX_VALUE)), cancelled);
    executor.runOne();
    assertPlaces(1, 2);
    cancelled.cancel();
    assertPlaces(0, 2);
    complete.close();
    failed.close();
    executor.runAll();
    assertPlaces(0, 0);
  }

  @Test
  void placesAreGivenBackInAnyInterleaving() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    Random random = new Random(seed);
    List<TestCall<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      TestCall<Integer> call = new TestCall<>(random.nextBoolean());
      calls.add(call);
      start(Pulls.of(() -> new CountedSource(random.nextInt(20))), call);
    }
    for (int step = 0; step < 2_000; step++) {
      TestCall<Integer> call = calls.get(random.nextInt(calls.size()));
      switch (random.nextInt(20)) {
        case 0 -> call.cancel();
        case 1 -> pass(random.nextInt(20));
        case 2, 3 -> call.becomeReady();
        case 4 -> call.becomeFull();
        default -> executor.runOne();
      }
    }
    pass(1_000);
    assertThat(admission.use().streams()).isZero();
    calls.forEach(random.nextBoolean() ? TestCall::close : TestCall::cancel);
    executor.runAll();
    assertPlaces(0, 0);
  }
}
