package io.margrid.bench.wire;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** One way to get doubles, and how it did in every round so far. */
record Contender(String name, Flow flow, List<Run> runs) {
  /**
   * @param megabytesPerSecond        10^6 bytes of values
   * @param processorSecondsPerGigabyte of both processes, compilers and collectors included, per 10^9 bytes
   */
  record Run(double megabytesPerSecond, double processorSecondsPerGigabyte) {}

  /** Of a run, to begin with, that do not count. */
  private static final double WARM_UP = 0.25;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  Contender(String name, Flow flow) {
    this(name, flow, new ArrayList<>());
  }

  /** Runs for some time. */
  Run run(double seconds, DoubleSupplier processorSeconds) throws IOException, InterruptedException {
    LongAdder received = new LongAdder();
    Closeable running = flow.start(received);
    try {
      awaitFirst(received);
      Thread.sleep((long) (seconds * WARM_UP * 1_000));
      long first = received.sum();
      double used = processorSeconds.getAsDouble();
      long started = System.nanoTime();
      Thread.sleep((long) (seconds * (1 - WARM_UP) * 1_000));
      double nanos = System.nanoTime() - started;
      double bytes = received.sum() - first;
      return new Run(bytes * 1_000 / nanos, (processorSeconds.getAsDouble() - used) * 1e9 / bytes);
    } finally {
      running.close();
    }
  }

  /** Connecting does not count, and takes long in a JVM that has just begun. */
  private void awaitFirst(LongAdder received) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (received.sum() == 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(name + ": nothing has arrived within " + LONGEST_WAIT);
      }
      Thread.sleep(1);
    }
  }

  List<Double> megabytesPerSecond() {
    return runs.stream().map(Run::megabytesPerSecond).toList();
  }

  List<Double> processorSecondsPerGigabyte() {
    return runs.stream().map(Run::processorSecondsPerGigabyte).toList();
  }

  void measure(double seconds, DoubleSupplier processorSeconds) throws IOException, InterruptedException {
    runs.add(run(seconds, processorSeconds));
  }
}
