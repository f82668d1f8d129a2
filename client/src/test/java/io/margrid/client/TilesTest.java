package io.margrid.client;

import static io.margrid.client.GridMessages.request;
import static io.margrid.client.GridMessages.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.margrid.client.BreakingSweep.Break;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

@Timeout(60)
class TilesTest {
  private static final GridMessages GRID = new GridMessages(10, 100, 30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ResumePolicy QUICK = new ResumePolicy(4, Duration.ofMillis(2), Duration.ofMillis(20),
      Duration.ofSeconds(5));

  private static MargridClient client(int tiles, String target) {
    return MargridClient.builder().target(target).resume(QUICK).tiles(tiles).build();
  }

  private static BreakingSweep sound() {
    return new BreakingSweep(GRID, call -> Break.NONE);
  }

  private static void assertWhole(MargridClient client, StreamGridRequest request) {
    List<GridEvent> events = client.stream(request).collectList().blockOptional(PATIENCE).orElseThrow();
    GridStart start = (GridStart) events.get(0);
    assertThat(start.header()).isEqualTo(GRID.header(request));
    long next = request.getRange().getFirstCell();
    for (GridEvent event : events.subList(1, events.size() - 1)) {
      GridBlock block = (GridBlock) event;
      assertThat(block.header()).isSameAs(start.header());
      assertThat(block.firstCell()).isEqualTo(next);
      for (int i = 0; i < block.cellCount(); i++) {
        assertThat(block.values(1)[i]).isEqualTo(value(1, next++));
      }
    }
    assertThat(events.get(events.size() - 1)).isEqualTo(new GridEnd(GRID.summary(request)));
  }

  @Test
  void tilesOfOneServerAreOneStream() throws Exception {
    BreakingSweep sweep = sound();
    try (Loopback server = Loopback.serve(sweep); MargridClient client = client(3, server.target())) {
      assertWhole(client, request());
      assertThat(sweep.requests).extracting(request -> request.getRange().getCellCount())
          .containsExactlyInAnyOrder(0L, 300L, 300L, 300L, 100L);
    }
  }

  @Test
  void rangesAreCutAtWholeRows() throws Exception {
    BreakingSweep sweep = sound();
    try (Loopback server = Loopback.serve(sweep); MargridClient client = client(2, server.target())) {
      assertWhole(client, request(150, 700));
      assertThat(sweep.requests).extracting(request -> request.getRange().getFirstCell())
          .containsExactlyInAnyOrder(150L, 150L, 300L, 600L);
      StepVerifier.create(client.streamRows(request(150, 700)).map(GridRow::cellCount))
          .expectNext(50, 100, 100, 100, 100, 100, 100, 50).verifyComplete();
    }
  }

  @Test
  void emptyRangesAndWrongOnesAreAnsweredAsWithoutTiles() throws Exception {
    try (Loopback server = Loopback.serve(sound()); MargridClient client = client(3, server.target())) {
      assertWhole(client, request(1_000, 0));
    }
    BreakingSweep strict = new BreakingSweep(GRID, call -> call == 0
        ? Break.NONE
        : new Break(0, BreakingSweep.status(Status.Code.OUT_OF_RANGE, "CELL_RANGE")));
    try (Loopback server = Loopback.serve(strict); MargridClient client = client(3, server.target())) {
      StepVerifier.create(client.stream(request(900, 101))).verifyError(InvalidRequestException.class);
      assertThat(strict.requests).last().isEqualTo(request(900, 101));
    }
  }

  @Test
  void serversOfAListAreCalledInTurn() throws Exception {
    BreakingSweep one = sound();
    BreakingSweep other = sound();
    try (Loopback first = Loopback.serve(one);
        Loopback second = Loopback.serve(other);
        MargridClient client = client(4, first.target() + "," + second.target())) {
      // Both connections are made by then.
      for (int i = 0; i < 20 && (other.requests.isEmpty() || one.requests.isEmpty()); i++) {
        assertWhole(client, request());
      }
      assertThat(one.requests).isNotEmpty();
      assertThat(other.requests).isNotEmpty();
    }
  }

  @Test
  void rangeOfAServerThatDiesIsTakenOver() throws Exception {
    BreakingSweep dying = new BreakingSweep(GRID, call -> new Break(2, BreakingSweep.unavailable()));
    BreakingSweep sound = sound();
    Loopback first = Loopback.serve(dying);
    try (Loopback second = Loopback.serve(sound);
        MargridClient client = client(4, first.target() + "," + second.target())) {
      try (first) {
        for (int i = 0; i < 5; i++) {
          assertWhole(client, request());
        }
      }
      assertWhole(client, request());
      assertThat(dying.requests).isNotEmpty();
      // In the middle of a tile: the other server has sent its beginning.
      assertThat(sound.requests).anyMatch(request -> request.getRange().getFirstCell() % 100 != 0);
    }
  }

  @Test
  void readerThatAsksForNothingStopsAllTiles() throws Exception {
    GridMessages large = new GridMessages(1_000, 10_000, 10_000);
    HandMadeSweep sweep = new HandMadeSweep(large);
    try (Loopback server = Loopback.serve(sweep); MargridClient client = client(3, server.target())) {
      StepVerifier.create(client.stream(request()), 2).expectNextCount(2)
          .expectNoEvent(Duration.ofMillis(500))
          // The one about the grid, then three tiles of 520 000 cells.
          .then(() -> assertThat(sweep.calls).hasValue(4)).thenRequest(51).expectNextCount(51)
          .expectNoEvent(Duration.ofMillis(300)).then(() -> assertThat(sweep.calls.get()).isBetween(4, 5))
          .thenCancel().verify(PATIENCE);
    }
  }

  @Test
  void deadlineIsThatOfAllTiles() throws Exception {
    try (Loopback server = Loopback.serve(sound());
        MargridClient client = MargridClient.builder().target(server.target()).tiles(3)
            .streamDeadline(Duration.ofSeconds(2)).build()) {
      // By then three tiles wait in memory; the fourth was not asked for yet.
      StepVerifier.create(client.stream(request()), 2).expectNextCount(2)
          .expectNoEvent(Duration.ofMillis(2_500)).thenRequest(Long.MAX_VALUE)
          .thenConsumeWhile(event -> true).expectError(DeadlineExceededException.class).verify(PATIENCE);
    }
  }

  @Test
  void failureOfATileIsThatOfTheStream() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, call -> call < 2
        ? Break.NONE
        : new Break(0, BreakingSweep.status(Status.Code.FAILED_PRECONDITION, "RESUME_MISMATCH")));
    try (Loopback server = Loopback.serve(sweep); MargridClient client = client(3, server.target())) {
      StepVerifier.create(client.stream(request())).thenConsumeWhile(event -> true)
          .verifyError(ResumeMismatchException.class);
    }
  }

  @Test
  void badTargetsAreRefused() {
    List<String> bad = new ArrayList<>(List.of("a:1,", "a:1,b", "a:1,b:70000", ",", "a:1,b:2:3"));
    for (String target : bad) {
      assertThatThrownBy(() -> MargridClient.connect(target)).isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("target: ").hasMessageEndingWith("(expected: host:port)");
    }
  }
}
