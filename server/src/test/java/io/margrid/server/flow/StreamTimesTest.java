package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** How long streams may last and wait, and that their places come back. */
class StreamTimesTest extends RepliesByHand {
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
