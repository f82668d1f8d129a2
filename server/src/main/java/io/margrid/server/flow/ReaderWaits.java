package io.margrid.server.flow;

import java.util.concurrent.atomic.LongAdder;

/** How often streams had to wait for their readers to make room, and for how long. Thread-safe. */
public final class ReaderWaits {
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  void add(long waitedNanos) {
    count.increment();
    nanos.add(waitedNanos);
  }

  /** Waits that are over. */
  public long count() {
    return count.sum();
  }

  /** That they took together. */
  public long nanos() {
    return nanos.sum();
  }
}
