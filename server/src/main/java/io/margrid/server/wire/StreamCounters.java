package io.margrid.server.wire;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** What all streams of a server did so far. Thread-safe. */
public final class StreamCounters {
  private final LongAdder pulls = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder computeNanos = new LongAdder();
  private final LongAdder cells = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder resumed = new LongAdder();

  void opened() {
    open.increment();
  }

  /**
   * Pulls, and counts the pull and its time, however it ends.
   *
   * @param advance asks a cursor for a block
   */
  boolean pull(BooleanSupplier advance) {
    pulls.increment();
    long began = System.nanoTime();
    try {
      return advance.getAsBoolean();
    } finally {
      computeNanos.add(System.nanoTime() - began);
    }
  }

  /** A chunk was handed to the transport. */
  void sent(int cellCount, int byteCount) {
    cells.add(cellCount);
    bytes.add(byteCount);
  }

  void closed() {
    open.decrement();
  }

  /** A stream goes on where another one broke. */
  public void resumed() {
    resumed.increment();
  }

  /** Times that a cursor was asked for a block. */
  public long pulls() {
    return pulls.sum();
  }

  /** Cursors that are open. */
  public long openCursors() {
    return open.sum();
  }

  /** That pulls took together. */
  public long computeNanos() {
    return computeNanos.sum();
  }

  /** In the chunks that were sent. */
  public long cells() {
    return cells.sum();
  }

  /** Of the chunks that were sent, as messages. */
  public long bytes() {
    return bytes.sum();
  }

  /** Streams that went on where another one broke. */
  public long resumedStreams() {
    return resumed.sum();
  }
}
