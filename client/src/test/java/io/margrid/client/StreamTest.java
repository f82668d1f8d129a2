package io.margrid.client;

import static io.margrid.client.GridMessages.request;
import static io.margrid.client.GridMessages.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.Status;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

@Timeout(60)
class StreamTest {
  private static final GridMessages GRID = new GridMessages(10, 100, 300);

  @Test
  void headerComesFirstThenBlocksThenSummary() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(GRID));
        MargridClient client = MargridClient.connect(server.target())) {
      List<GridEvent> events = client.stream(request()).collectList().blockOptional().orElseThrow();
      assertThat(events).hasSize(6);
      assertThat(events.get(0)).isInstanceOf(GridStart.class);
      assertThat(events.subList(1, 5)).allMatch(event -> event instanceof GridBlock);
      assertThat(events.get(5)).asInstanceOf(type(GridEnd.class))
          .satisfies(end -> assertThat(end.summary().getCellCount()).isEqualTo(1_000));
    }
  }

  @Test
  void blocksHoldEveryCellOnce() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(GRID));
        MargridClient client = MargridClient.connect(server.target())) {
      long next = 250;
      for (GridBlock block : client.streamBlocks(request(250, 500)).toIterable(1)) {
        assertThat(block.firstCell()).isEqualTo(next);
        assertThat(block.metricCount()).isEqualTo(2);
        for (int i = 0; i < block.cellCount(); i++) {
          assertThat(block.values(0)[i]).isEqualTo(value(0, next));
          assertThat(block.values(1)[i]).isEqualTo(value(1, next++));
        }
      }
      assertThat(next).isEqualTo(750);
    }
  }

  @Test
  void emptyRangeHasNoBlocks() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(GRID));
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.stream(request(1_000, 0))).expectNextCount(2).verifyComplete();
      StepVerifier.create(client.streamBlocks(request(1_000, 0))).verifyComplete();
      StepVerifier.create(client.streamRows(request(1_000, 0))).verifyComplete();
    }
  }

  @Test
  void keptBlocksStayAsTheyAre() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(GRID));
        MargridClient client = MargridClient.connect(server.target())) {
      List<GridBlock> kept = client.streamBlocks(request()).collectList().blockOptional().orElseThrow();
      assertThat(kept).hasSize(4)
          .allSatisfy(block -> assertThat(block.values(0)[0]).isEqualTo(value(0, block.firstCell())));
    }
  }

  @Test
  void corruptedChunkEndsTheStreamAndTheCall() throws Exception {
    GridMessages endless = new GridMessages(1_000_000, 1_000_000, 1_000);
    HandMadeSweep sweep = new HandMadeSweep(endless, changing(5_000));
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.streamBlocks(request())).expectNextCount(5)
          .verifyErrorSatisfies(error -> assertThat(error).asInstanceOf(type(StreamCorruptedException.class))
              .satisfies(e -> assertThat(e.code()).isEqualTo(Status.Code.DATA_LOSS))
              .extracting(Throwable::getMessage)
              .asString().startsWith("chunk.columns[0].crc32c: 0x").contains("over cells 5000 to 5999"));
      assertThat(sweep.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void streamWithoutSummaryIsCorrupted() throws Exception {
    HandMadeSweep sweep = new HandMadeSweep(GRID, UnaryOperator.identity()) {
      @Override
      boolean sends(StreamGridResponse message) {
        return !message.hasSummary();
      }
    };
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.stream(request())).expectNextCount(5).verifyErrorSatisfies(
          error -> assertThat(error).isInstanceOf(StreamCorruptedException.class)
              .hasMessage("stream: ended before cell 1000 (expected: a summary before the end)"));
      // Without demand for more, too.
      StepVerifier.create(client.stream(request()), 5).expectNextCount(5)
          .expectError(StreamCorruptedException.class).verify(Duration.ofSeconds(20));
    }
  }

  @Test
  void gridOfAnySizeStartsAtOnceAndStopsWhenCancelled() throws Exception {
    HandMadeSweep sweep = new HandMadeSweep(new GridMessages(1_000_000, 1_000_000, 1_000));
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.connect(server.target())) {
      StepVerifier.create(client.streamRows(request(5_000_000_000L, 9_000_000_000L)).take(3))
          .expectNextCount(3)
          .verifyComplete();
      assertThat(sweep.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void chunkSizeOfTheRequestComesBeforeThatOfTheClient() throws Exception {
    HandMadeSweep sweep = new HandMadeSweep(GRID);
    try (Loopback server = Loopback.serve(sweep);
        MargridClient sized = MargridClient.builder().target(server.target()).maxChunkBytes(8_192).build();
        MargridClient plain = MargridClient.connect(server.target())) {
      StreamGridRequest own = request().toBuilder().setMaxChunkBytes(65_536).build();
      sized.stream(request()).blockLast();
      sized.stream(own).blockLast();
      plain.stream(request()).blockLast();
      assertThat(sweep.requests).extracting(StreamGridRequest::getMaxChunkBytes).containsExactly(8_192,
          65_536, 0);
    }
  }

  private static UnaryOperator<StreamGridResponse> changing(long firstCell) {
    return message -> {
      if (!message.hasChunk() || message.getChunk().getFirstCell() != firstCell) {
        return message;
      }
      StreamGridResponse.Builder changed = message.toBuilder();
      changed.getChunkBuilder().getColumnsBuilder(0).setValues(1, Double.NaN);
      return changed.build();
    };
  }
}
