package io.margrid.server.wire;

import java.util.concurrent.atomic.LongAdder;

/** What all streams of a server did so far. Thread-safe. */
public final class StreamCounters {
  private final LongAdder pulls = new LongAdder();
  private final LongAdder open = new LongAdder();

  void opened() {
    open.increment();
  }

  void pulled() {
    pulls.increment();
  }

  void closed() {
    open.decrement();
  }

  /** Times that a cursor was asked for a block. */
  public long pulls() {
    return pulls.sum();
  }

  /** Cursors that are open. */
  public long openCursors() {
    return open.sum();
  }
}
