package io.margrid.server.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.server.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Caller ANNE = new Caller("anne");
  private static final Caller BEN = new Caller("ben");
  private static final int CHUNK = 100;

  private final Admission admission = new Admission(
      new AdmissionLimits(3, 2, 1_000, 600, 1_200, 1_200, 90, 60));

  private static StreamSize chunks(int bytes) {
    return new StreamSize(bytes, 0);
  }

  private static void assertOverloaded(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(RefusedException.class)
        .hasMessageMatching(message + "; try again in \\d+ ms\\)");
  }

  private void assertNothingIsUnderWay() {
    AdmissionUse use = admission.use();
    assertThat(use).isEqualTo(new AdmissionUse(0, 0, 0, 0, 0, 0, use.refusals()));
  }

  @Test
  void aCallerHasNoMoreStreamsThanItsShare() {
    admission.admitStream(ANNE, chunks(CHUNK));
    StreamPlace second = admission.admitStream(ANNE, chunks(CHUNK));
    assertOverloaded(() -> admission.admitStream(ANNE, chunks(CHUNK)),
        "streams of this caller: 3 \\(expected: at most 2");
    admission.admitStream(BEN, chunks(CHUNK));
    second.leave();
    admission.admitStream(ANNE, chunks(CHUNK));
    assertThat(admission.use().streams()).isEqualTo(3);
    assertThat(admission.use().callers()).isEqualTo(2);
    assertThat(admission.use().refused()).isOne();
  }

  @Test
  void allTogetherHaveNoMoreStreamsThanThereAre() {
    admission.admitStream(ANNE, chunks(CHUNK));
    admission.admitStream(ANNE, chunks(CHUNK));
    admission.admitStream(BEN, chunks(CHUNK));
    assertOverloaded(() -> admission.admitStream(BEN, chunks(CHUNK)), "streams: 4 \\(expected: at most 3");
    assertOverloaded(() -> admission.checkStreams(BEN), "streams: 4 \\(expected: at most 3");
  }

  @Test
  void aCallersOnlyStreamGetsThreeChunksOfTheTransportOthersTwoThenNone() {
    assertThat(admission.admitStream(ANNE, chunks(CHUNK)).readyBytes()).isEqualTo(300);
    assertThat(admission.admitStream(ANNE, chunks(CHUNK)).readyBytes()).isEqualTo(200);
    StreamPlace third = admission.admitStream(BEN, chunks(200));
    assertThat(third.readyBytes()).isEqualTo(400);
    third.forget();
    assertOverloaded(() -> admission.admitStream(BEN, chunks(400)),
        "bytes in the transport: 1300 \\(expected: at most 1200");
  }

  @Test
  void aCallerWhoDoesNotReadLeavesRoomForOthers() {
    Admission shared = new Admission(new AdmissionLimits(30, 20, 1_000, 600, 1_200, 600, 0, 0));
    StreamPlace annes = shared.admitStream(ANNE, chunks(CHUNK));
    assertThat(annes.readyBytes()).isEqualTo(300);
    StreamPlace second = shared.admitStream(ANNE, chunks(CHUNK));
    assertThat(second.readyBytes()).isEqualTo(200);
    assertOverloaded(() -> shared.admitStream(ANNE, chunks(CHUNK)),
        "bytes of this caller in the transport: 700 \\(expected: at most 600");
    annes.leave();
    second.leave();
    shared.admitStream(ANNE, chunks(CHUNK)).leave();
    shared.admitStream(ANNE, chunks(CHUNK)).leave();
    assertOverloaded(() -> shared.admitStream(ANNE, chunks(CHUNK)),
        "bytes of this caller in the transport, ended streams included: 1400 \\(expected: at most 1200");
    assertThat(shared.admitStream(BEN, chunks(CHUNK)).readyBytes()).isEqualTo(300);
    annes.forget();
    shared.admitStream(ANNE, chunks(CHUNK));
    assertThat(shared.use().refusals()).containsEntry(Budget.TRANSPORT_OF_CALLER, 1L)
        .containsEntry(Budget.UNREAD_OF_CALLER, 1L).containsEntry(Budget.STREAMS, 0L);
  }

  @Test
  void noStreamHasMoreThanFourMebibytesInTheTransport() {
    Admission wide = new Admission(new AdmissionLimits(1, 1, 1, 1, 1L << 40, 1L << 40, 0, 0));
    assertThat(wide.admitStream(ANNE, chunks(4 << 20)).readyBytes()).isEqualTo(4 << 20);
  }

  @Test
  void streamsComputeInNoMoreMemoryThanThereIs() {
    StreamSize large = new StreamSize(1, 40);
    StreamPlace annes = admission.admitStream(ANNE, large);
    assertOverloaded(() -> admission.admitStream(ANNE, large),
        "bytes of memory of this caller's streams: 80 \\(expected: at most 60");
    admission.admitStream(BEN, large);
    assertOverloaded(() -> admission.admitStream(BEN, new StreamSize(1, 20)),
        "bytes of memory of streams: 100 \\(expected: at most 90");
    assertThat(admission.use().workingBytes()).isEqualTo(80);
    annes.leave();
    assertThat(admission.use().workingBytes()).as("an ended stream computes no more").isEqualTo(40);
    admission.admitStream(BEN, new StreamSize(1, 20));
  }

  @Test
  void aStreamThatNeedsMoreThanACallerMayHaveIsRefusedForGood() {
    assertThatThrownBy(() -> admission.admitStream(ANNE, new StreamSize(1, 61)))
        .isInstanceOf(RefusedException.class).hasMessageContaining("61 bytes")
        .hasMessageContaining("at most 60")
        .hasMessageNotContaining("try again");
    assertNothingIsUnderWay();
  }

  @Test
  void streamsThatNobodyReadsToTheEndCountUntilTheirCallsAreOver() {
    List<StreamPlace> ended = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      StreamPlace place = admission.admitStream(ANNE, chunks(133));
      place.leave();
      ended.add(place);
    }
    assertThat(admission.use().streams()).isZero();
    assertThat(admission.use().lingeringBytes()).isEqualTo(6 * 399);
    assertOverloaded(() -> admission.admitStream(BEN, chunks(CHUNK)),
        "bytes in the transport, ended streams included: 2694 \\(expected: at most 2400");
    ended.forEach(StreamPlace::forget);
    admission.admitStream(BEN, chunks(CHUNK)).forget();
    assertNothingIsUnderWay();
  }

  @Test
  void workIsAdmittedUpToTheBudgetsOfTheCallerAndOfAll() {
    WorkPlace annes = admission.admitWork(ANNE, 500);
    assertOverloaded(() -> admission.admitWork(ANNE, 101),
        "work of this caller .*: 601 \\(expected: at most 600");
    admission.admitWork(ANNE, 100);
    assertOverloaded(() -> admission.admitWork(BEN, 401), "work \\(.*: 1001 \\(expected: at most 1000");
    annes.leave();
    admission.admitWork(BEN, 401);
    assertThat(admission.use().work()).isEqualTo(501);
  }

  @Test
  void aQuestionLargerThanAllBudgetsIsAdmittedAlone() {
    WorkPlace huge = admission.admitWork(ANNE, Long.MAX_VALUE);
    assertThat(admission.use().work()).isEqualTo(600);
    huge.leave();
    assertNothingIsUnderWay();
  }

  @Test
  void aPlaceThatIsRefusedMoreGivesBackWhatItHas() {
    WorkPlace place = admission.admitWork(ANNE, 500);
    assertOverloaded(() -> place.add(200), "work of this caller .*: 700 \\(expected: at most 600");
    place.leave();
    place.add(10);
    place.leave();
    assertNothingIsUnderWay();
  }

  @Test
  void placesOfAnyInterleavingAreAllGivenBack() throws Exception {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> done = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(seed + thread);
      done.add(threads.submit(() -> comeAndGo(random)));
    }
    for (Future<?> each : done) {
      each.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertNothingIsUnderWay();
  }

  private void comeAndGo(Random random) {
    List<Runnable> ends = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextBoolean() && !ends.isEmpty()) {
        ends.remove(random.nextInt(ends.size())).run();
      } else {
        Caller caller = random.nextBoolean() ? ANNE : BEN;
        try {
          ends.add(random.nextBoolean()
              ? end(random,
                  admission.admitStream(caller, new StreamSize(1 + random.nextInt(300), random.nextInt(70))))
              : end(random, admission.admitWork(caller, random.nextInt(700))));
        } catch (RefusedException refused) {
          assertThat(refused).hasMessageContaining("at most");
        }
      }
      AdmissionUse use = admission.use();
      assertThat(use.streams()).isBetween(0, 3);
      assertThat(use.work()).isBetween(0L, 1_000L);
      assertThat(use.transportBytes()).isBetween(0L, 1_200L);
      assertThat(use.lingeringBytes()).isBetween(0L, 2_400L);
      assertThat(use.workingBytes()).isBetween(0L, 90L);
    }
    ends.forEach(Runnable::run);
  }

  /** Ended in any order, as often as it may be. */
  private static Runnable end(Random random, StreamPlace place) {
    boolean leftFirst = random.nextBoolean();
    return () -> {
      if (leftFirst) {
        place.leave();
      }
      place.forget();
      place.leave();
    };
  }

  private static Runnable end(Random random, WorkPlace place) {
    long more = random.nextInt(100);
    return () -> {
      try {
        place.add(more);
      } catch (RefusedException refused) {
        assertThat(refused).hasMessageContaining("work");
      }
      place.leave();
      place.leave();
    };
  }
}
