package io.margrid.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTaskTest {
  @Test
  void aTaskRunsOnce() {
    AtomicInteger runs = new AtomicInteger();
    WaitingTask task = new WaitingTask(runs::incrementAndGet);
    task.run();
    task.run();
    assertThat(runs).hasValue(1);
  }

  @Test
  void aTaskThatWasGivenUpDoesNotRunAndHoldsNothing() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    AtomicInteger runs = new AtomicInteger();
    Holder holder = new Holder(runs);
    PhantomReference<Object> reference = new PhantomReference<>(holder, collected);
    WaitingTask task = new WaitingTask(holder);
    holder = null;
    task.giveUp();
    System.gc();
    assertThat(collected.remove(30_000)).isSameAs(reference);
    task.run();
    assertThat(runs).hasValue(0);
  }

  private record Holder(AtomicInteger runs) implements Runnable {
    @Override
    public void run() {
      runs.incrementAndGet();
    }
  }
}
