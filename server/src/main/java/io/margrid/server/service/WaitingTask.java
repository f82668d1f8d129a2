package io.margrid.server.service;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A task in a queue that can be given up: what stays in the queue then holds nothing of it. Without that, callers who ask
 * and cancel would fill the memory while one long question runs, and no budget would see it. Thread-safe.
 */
final class WaitingTask implements Runnable {
  private final AtomicReference<@Nullable Runnable> task;

  WaitingTask(Runnable task) {
    this.task = new AtomicReference<>(task);
  }

  /** Runs the task, unless it was given up or has been run. */
  @Override
  public void run() {
    Runnable left = task.getAndSet(null);
    if (left != null) {
      left.run();
    }
  }

  /** Lets go of the task. One that is running runs on. */
  void giveUp() {
    task.set(null);
  }
}
