package io.margrid.client;

import static io.margrid.client.GridMessages.request;
import static io.margrid.client.GridMessages.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
class RowsTest {

  @Test
  void rowSplitOverChunksIsJoined() throws Exception {
    List<GridRow> rows = rows(new GridMessages(3, 100, 30), 0, 300);
    assertThat(rows).hasSize(3).allMatch(GridRow::isWhole);
    assertThat(rows).extracting(GridRow::index).containsExactly(0L, 1L, 2L);
    checkValues(rows, 0, 300);
  }

  @Test
  void severalRowsInAChunkAreSplit() throws Exception {
    List<GridRow> rows = rows(new GridMessages(100, 3, 30), 0, 300);
    assertThat(rows).hasSize(100).allMatch(GridRow::isWhole).allMatch(row -> row.cellCount() == 3);
    checkValues(rows, 0, 300);
  }

  @Test
  void partsOfRowsAtTheEndsOfTheRangeAreMarked() throws Exception {
    List<GridRow> rows = rows(new GridMessages(10, 100, 64), 250, 500);
    assertThat(rows).extracting(GridRow::index).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(rows).extracting(GridRow::isWhole).containsExactly(false, true, true, true, true, false);
    assertThat(rows).extracting(GridRow::firstCell).containsExactly(250L, 300L, 400L, 500L, 600L, 700L);
    assertThat(rows).extracting(GridRow::cellCount).containsExactly(50, 100, 100, 100, 100, 50);
    checkValues(rows, 250, 500);
  }

  @Test
  void rangeInsideOneRowIsOnePart() throws Exception {
    List<GridRow> rows = rows(new GridMessages(10, 100, 7), 210, 50);
    assertThat(rows).singleElement()
        .matches(row -> !row.isWhole() && row.index() == 2 && row.cellCount() == 50);
    checkValues(rows, 210, 50);
  }

  @Test
  void rowsAreTheSameWhateverTheChunks() throws Exception {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("rowsAreTheSameWhateverTheChunks: -Dmargrid.seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      GridMessages grid = new GridMessages(1 + random.nextInt(20), 1 + random.nextInt(50),
          1 + random.nextInt(100));
      long first = random.nextLong(grid.cellCount());
      long count = random.nextLong(grid.cellCount() - first) + 1;
      List<GridRow> rows = rows(grid, first, count);
      checkValues(rows, first, count);
      long firstRow = first / grid.cellsPerRow();
      assertThat(rows).hasSize((int) ((first + count - 1) / grid.cellsPerRow() - firstRow + 1));
      assertThat(rows.subList(1, Math.max(1, rows.size() - 1))).allMatch(GridRow::isWhole);
    }
  }

  @Test
  void keptRowsStayAsTheyAre() throws Exception {
    List<GridRow> rows = rows(new GridMessages(2, 2, 1), 0, 4);
    assertThat(rows.get(0).values(0)).containsExactly(value(0, 0), value(0, 1));
    assertThat(rows.get(1).values(0)).containsExactly(value(0, 2), value(0, 3));
  }

  @Test
  void rowsKnowTheirCoordinates() throws Exception {
    GridRow row = rows(new GridMessages(5, 3, 4), 0, 15).get(3);
    assertThat(row.coordinates().point(0, row.firstCell())).isEqualTo(3);
    assertThat(row.coordinates().value(0, 3)).isEqualTo(0.75);
    assertThat(row.header().getMetrics(0).getName()).isEqualTo("ebit");
  }

  @Test
  void readerOfOneRowAtATimeStopsTheServer() throws Exception {
    // Chunks of 126 KiB; the client's window is 4 MiB, 32 of them.
    HandMadeSweep sweep = new HandMadeSweep(new GridMessages(1L << 40, 1_024, 8_192));
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.streamRows(request()), 0).thenRequest(10).expectNextCount(10)
          .then(() -> assertThat(settled(sweep)).isLessThan(50)).thenCancel().verify();
    }
  }

  @Test
  void rowThatWouldNotFitInMemoryIsRefused() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(new GridMessages(1, 1L << 40, 100)));
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.streamRows(request())).verifyErrorSatisfies(error -> {
        assertThat(error).isInstanceOf(ResourceExhaustedException.class).hasMessageStartingWith(
            "cells_per_row: 1099511627776 (expected: at most 4194304 cells in a row");
        ResourceExhaustedException refused = (ResourceExhaustedException) error;
        assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refused.reason()).isEqualTo("ROW_TOO_LONG");
        assertThat(refused.retryDelay()).isEmpty();
      });
    }
  }

  private static List<GridRow> rows(GridMessages grid, long firstCell, long cellCount) throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(grid));
        MargridClient client = MargridClient.connect(server.target())) {
      Flux<GridRow> rows = client.streamRows(request(firstCell, cellCount));
      return rows.collectList().blockOptional().orElseThrow();
    }
  }

  private static void checkValues(List<GridRow> rows, long firstCell, long cellCount) {
    long cell = firstCell;
    for (GridRow row : rows) {
      assertThat(row.firstCell()).isEqualTo(cell);
      for (int i = 0; i < row.cellCount(); i++) {
        assertThat(row.values(0)[i]).isEqualTo(value(0, cell));
        assertThat(row.values(1)[i]).isEqualTo(value(1, cell++));
      }
    }
    assertThat(cell).isEqualTo(firstCell + cellCount);
  }

  private static long settled(HandMadeSweep sweep) {
    try {
      long before = -1;
      while (before != sweep.sent.get()) {
        before = sweep.sent.get();
        Thread.sleep(500);
      }
      return before;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
