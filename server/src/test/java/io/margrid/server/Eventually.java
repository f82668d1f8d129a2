package io.margrid.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what another thread will do. */
final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration CALM = Duration.ofMillis(700);

  private Eventually() {}

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      Thread.sleep(10);
    }
  }

  /** The value once it has not changed for a while. */
  static long settled(LongSupplier value) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long last = value.getAsLong();
    long since = System.nanoTime();
    while (System.nanoTime() - since < CALM.toNanos()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still changing after " + PATIENCE);
      }
      Thread.sleep(20);
      if (value.getAsLong() != last) {
        last = value.getAsLong();
        since = System.nanoTime();
      }
    }
    return last;
  }
}
