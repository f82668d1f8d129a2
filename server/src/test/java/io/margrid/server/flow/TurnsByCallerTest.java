package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.margrid.server.admission.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsByCallerTest {
  private static final Caller MANY = new Caller("many");
  private static final Caller ONE = new Caller("one");

  private final ManualExecutor executor = new ManualExecutor();
  private final TurnsByCaller turns = new TurnsByCaller(executor, () -> executor.waiting() > 0);
  private final List<String> taken = new ArrayList<>();

  private void queue(Caller caller, String turn) {
    turns.of(caller).queue(() -> taken.add(turn));
  }

  /** A stream that never ends: every turn queues the next. */
  private void stream(Caller caller) {
    turns.of(caller).queue(() -> {
      taken.add(caller.name());
      stream(caller);
    });
  }

  @Test
  void callersTakeTurnsAndEachOnesAreInOrder() {
    queue(MANY, "a1");
    queue(MANY, "a2");
    queue(MANY, "a3");
    queue(ONE, "b1");
    queue(new Caller("third"), "c1");
    queue(ONE, "b2");
    assertThat(turns.waitingCallers()).isEqualTo(3);
    assertThat(executor.waiting()).isEqualTo(6);
    executor.runAll();
    assertThat(taken).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    assertThat(turns.waitingCallers()).isZero();
  }

  @Test
  void oneStreamGetsAsMuchAsAllOfAnotherCaller() {
    for (int i = 0; i < 256; i++) {
      stream(MANY);
    }
    stream(ONE);
    for (int i = 0; i < 1_000; i++) {
      executor.runOne();
    }
    assertThat(taken).filteredOn(ONE.name()::equals).hasSize(500);
    assertThat(executor.waiting()).isEqualTo(257);
  }

  @Test
  void allStreamsOfACallerGetTheSame() {
    int[] counts = new int[7];
    for (int i = 0; i < counts.length; i++) {
      count(counts, i);
    }
    stream(ONE);
    for (int i = 0; i < 140; i++) {
      executor.runOne();
    }
    assertThat(counts).containsOnly(10);
  }

  private void count(int[] counts, int stream) {
    turns.of(MANY).queue(() -> {
      counts[stream]++;
      count(counts, stream);
    });
  }

  @Test
  void aTurnIsWantedWhileAnyCallersWaits() {
    assertThat(turns.of(ONE).wanted()).isFalse();
    queue(MANY, "a1");
    assertThat(turns.of(ONE).wanted()).isTrue();
    executor.runAll();
    assertThat(turns.of(ONE).wanted()).isFalse();
  }

  @Test
  void aTurnThatFailsIsInNobodysWay() {
    turns.of(MANY).queue(() -> {
      throw new IllegalStateException("broken");
    });
    queue(MANY, "a2");
    queue(ONE, "b1");
    assertThat(catchThrowable(executor::runOne)).hasMessage("broken");
    executor.runAll();
    assertThat(taken).containsExactly("b1", "a2");
  }

  @Test
  void aTurnThatThePoolDoesNotTakeLeavesNothingBehind() {
    AtomicInteger refusals = new AtomicInteger(1);
    TurnsByCaller refused = new TurnsByCaller(task -> {
      if (refusals.getAndDecrement() > 0) {
        throw new OutOfMemoryError("no thread");
      }
      executor.execute(task);
    }, () -> false);
    assertThat(catchThrowable(() -> refused.of(MANY).queue(() -> taken.add("refused"))))
        .hasMessage("no thread");
    refused.of(ONE).queue(() -> taken.add("b1"));
    executor.runAll();
    assertThat(taken).containsExactly("b1");
    assertThat(refused.waitingCallers()).isZero();
  }

  @Test
  void noTurnIsLostOrTakenTwiceWhateverTheThreads() throws Exception {
    int callers = 5;
    int each = 20_000;
    AtomicInteger[] counts = new AtomicInteger[callers];
    CountDownLatch left = new CountDownLatch(callers * each);
    try (ExecutorService pool = Executors.newFixedThreadPool(3);
        ExecutorService queueing = Executors.newFixedThreadPool(callers)) {
      TurnsByCaller shared = new TurnsByCaller(pool, () -> false);
      for (int i = 0; i < callers; i++) {
        AtomicInteger count = new AtomicInteger();
        counts[i] = count;
        Turns own = shared.of(new Caller("caller " + i));
        queueing.execute(() -> {
          for (int turn = 0; turn < each; turn++) {
            own.queue(() -> {
              count.incrementAndGet();
              left.countDown();
            });
          }
        });
      }
      assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(shared.waitingCallers()).isZero();
    }
    for (AtomicInteger count : counts) {
      assertThat(count).hasValue(each);
    }
  }
}
