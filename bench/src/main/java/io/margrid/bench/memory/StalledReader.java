package io.margrid.bench.memory;

import io.margrid.bench.Grids;
import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** Takes one block of an endless stream, on a connection of its own, and then asks for no more. */
final class StalledReader extends BaseSubscriber<GridBlock> implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MargridClient client;
  private final CountDownLatch first = new CountDownLatch(1);

  StalledReader(String target) {
    client = MargridClient.connect(target);
    client.streamBlocks(StreamGridRequest.newBuilder().setGrid(Grids.trillion()).build()).subscribe(this);
  }

  void awaitFirst() throws InterruptedException {
    if (!first.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("first block: not within " + PATIENCE);
    }
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    subscription.request(1);
  }

  @Override
  protected void hookOnNext(GridBlock block) {
    first.countDown();
  }

  @Override
  protected void hookOnError(Throwable failure) {
    System.err.println("bench: " + failure);
  }

  @Override
  public void close() {
    cancel();
    client.close();
  }
}
