package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.StreamGridResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A grid of 10^12 cells over a real socket: work follows the reader. */
class BackpressureTest {
  /** What may lie between cursor and reader: the client's window and credit, the server's threshold. */
  private static final long MOST_BYTES_AHEAD = 12L << 20;
  private static final long CHUNK_BYTES = 129_024;

  private final RunningServer server = new RunningServer();
  private final MargridClient client = server.client();

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private long pulls() {
    return server.server.counters().pulls();
  }

  private void awaitNoCursor() throws InterruptedException {
    Eventually.until("all cursors closed", () -> server.server.counters().openCursors() == 0);
  }

  /** Takes blocks only as the test asks for them. */
  private static final class PacedReader extends BaseSubscriber<GridBlock> {
    final AtomicLong blocks = new AtomicLong();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      subscription.request(1);
    }

    @Override
    protected void hookOnNext(GridBlock block) {
      blocks.incrementAndGet();
    }
  }

  @Test
  void theFirstBlockComesAtOnce() {
    GridBlock block = Objects
        .requireNonNull(client.streamBlocks(HugeGrids.trillion()).blockFirst(Duration.ofSeconds(10)));
    assertThat(block.firstCell()).isZero();
    assertThat(block.header().getCellCount()).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void aReaderWhoStopsReadingStopsThePulls() throws InterruptedException {
    PacedReader reader = new PacedReader();
    client.streamBlocks(HugeGrids.trillion()).subscribe(reader);
    Eventually.until("a block read", () -> reader.blocks.get() > 0);
    long stalled = Eventually.settled(this::pulls);
    assertThat(stalled).isBetween(1L, MOST_BYTES_AHEAD / CHUNK_BYTES);
    assertThat(reader.blocks).hasValue(1);
    reader.request(200);
    Eventually.until("200 more blocks read", () -> reader.blocks.get() == 201);
    assertThat(Eventually.settled(this::pulls)).isBetween(201L, 201 + MOST_BYTES_AHEAD / CHUNK_BYTES);
    reader.cancel();
    awaitNoCursor();
  }

  @Test
  void cancellingARunningStreamEndsItsWork() throws InterruptedException {
    client.streamBlocks(HugeGrids.trillion()).take(50).blockLast(Duration.ofSeconds(30));
    awaitNoCursor();
    long after = pulls();
    assertThat(Eventually.settled(this::pulls)).isEqualTo(after);
  }

  @Test
  void aDeadlineEndsTheWork() throws InterruptedException {
    Iterator<StreamGridResponse> stream = server.sweep().withDeadlineAfter(500, TimeUnit.MILLISECONDS)
        .streamGrid(HugeGrids.trillion());
    assertThatThrownBy(() -> stream.forEachRemaining(message -> {})).isInstanceOfSatisfying(
        StatusRuntimeException.class,
        thrown -> assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    awaitNoCursor();
  }

  @Test
  void aClosedConnectionEndsTheWork() throws InterruptedException {
    PacedReader reader = new PacedReader();
    client.streamBlocks(HugeGrids.trillion()).subscribe(reader);
    Eventually.until("a block read", () -> reader.blocks.get() > 0);
    client.close();
    awaitNoCursor();
  }

  @Test
  void smallCallsAreAnsweredBesideEndlessStreams() throws InterruptedException {
    int streams = 8;
    PacedReader[] readers = new PacedReader[streams];
    for (int i = 0; i < streams; i++) {
      readers[i] = new PacedReader();
      client.streamBlocks(HugeGrids.trillion()).subscribe(readers[i]);
      readers[i].request(Long.MAX_VALUE);
    }
    Eventually.until("all streams under way", () -> server.server.counters().openCursors() == streams);
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    for (int i = 0; i < 100; i++) {
      assertThat(server.sweep().evaluate(request.build()).getMetricsCount()).isPositive();
    }
    for (PacedReader reader : readers) {
      long before = reader.blocks.get();
      Eventually.until("every stream goes on", () -> reader.blocks.get() > before);
      reader.cancel();
    }
    awaitNoCursor();
  }
}
