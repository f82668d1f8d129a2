package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.DeadlineExceededException;
import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridClientBuilder;
import io.margrid.client.ResumePolicy;
import io.margrid.v1.EvaluateRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A stream that stands still because nobody reads it: what ends it ends its work, and it is in nobody's way. */
class AbandonedWorkTest {
  private final RunningServer server = new RunningServer();
  private final FaultProxy proxy = proxy();

  private FaultProxy proxy() {
    try {
      return new FaultProxy(server.server.port(), connection -> new Fault.None());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws Exception {
    proxy.close();
    server.close();
  }

  /** Takes one block and asks for no more. */
  private static final class StalledReader extends BaseSubscriber<GridBlock> {
    final AtomicLong blocks = new AtomicLong();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      subscription.request(1);
    }

    @Override
    protected void hookOnNext(GridBlock block) {
      blocks.incrementAndGet();
    }

    @Override
    protected void hookOnError(Throwable thrown) {
      failure.complete(thrown);
    }
  }

  private long pulls() {
    return server.server.counters().pulls();
  }

  private MargridClientBuilder builder() {
    return MargridClient.builder().target(proxy.target());
  }

  /** Starts a stream and waits until it stands still; returns the pulls until then. */
  private long stall(MargridClient client, StalledReader reader) throws InterruptedException {
    client.streamBlocks(HugeGrids.trillion()).subscribe(reader);
    Eventually.until("a block read", () -> reader.blocks.get() > 0);
    return Eventually.settled(this::pulls);
  }

  private void assertEnded(long stalled) throws InterruptedException {
    Eventually.until("the cursor is closed", () -> server.server.counters().openCursors() == 0);
    assertThat(Eventually.settled(this::pulls)).isBetween(stalled, stalled + 1);
  }

  @Test
  void atMostOnePullFollowsACancel() throws Exception {
    try (MargridClient client = builder().build()) {
      StalledReader reader = new StalledReader();
      long stalled = stall(client, reader);
      reader.cancel();
      assertEnded(stalled);
    }
  }

  @Test
  void atMostOnePullFollowsADeadline() throws Exception {
    try (MargridClient client = builder().streamDeadline(Duration.ofSeconds(4)).build()) {
      StalledReader reader = new StalledReader();
      long stalled = stall(client, reader);
      assertEnded(stalled);
      assertThat(reader.failure.get(20, TimeUnit.SECONDS))
          .isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void atMostOnePullFollowsALostConnection() throws Exception {
    try (MargridClient client = builder().resume(ResumePolicy.off()).build()) {
      long stalled = stall(client, new StalledReader());
      proxy.cutAll();
      assertEnded(stalled);
    }
  }

  @Test
  void aLostStreamIsAskedForAgainOnlyWhenItsReaderReadsOn() throws Exception {
    try (MargridClient client = builder().build()) {
      StalledReader reader = new StalledReader();
      long stalled = stall(client, reader);
      proxy.cutAll();
      assertEnded(stalled);
      assertThat(proxy.connections()).isEqualTo(1);
      reader.request(2 * stalled);
      Eventually.until("it goes on", () -> reader.blocks.get() == 2 * stalled + 1);
      assertThat(proxy.connections()).isEqualTo(2);
      reader.cancel();
    }
  }

  @Test
  void aStalledStreamHoldsUpNoOtherCallOfItsConnection() throws Exception {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    try (MargridClient client = builder().build()) {
      StalledReader reader = new StalledReader();
      stall(client, reader);
      for (int i = 0; i < 1_000; i++) {
        assertThat(client.evaluate(request.build()).blockOptional(Duration.ofSeconds(30))).isPresent();
      }
      assertThat(client.streamBlocks(HugeGrids.trillion()).take(100).count().block(Duration.ofSeconds(30)))
          .isEqualTo(100);
      assertThat(proxy.connections()).isEqualTo(1);
      assertThat(reader.blocks).hasValue(1);
      reader.cancel();
    }
  }
}
