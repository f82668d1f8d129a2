package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Turns, and how they end. */
class StreamReplyTest extends RepliesByHand {
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
}
