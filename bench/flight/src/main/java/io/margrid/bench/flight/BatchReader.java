package io.margrid.bench.flight;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.LongAdder;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.FieldVector;

/** Touches every value of every batch, in its columns' own memory, until the stream is cancelled. */
final class BatchReader implements Runnable {
  /** Keeps compilers from leaving out the reading. */
  private static final LongAdder TOUCHED = new LongAdder();

  private final FlightStream stream;
  private final LongAdder received;

  BatchReader(FlightStream stream, LongAdder received) {
    this.stream = stream;
    this.received = received;
  }

  @Override
  public void run() {
    try {
      while (stream.next()) {
        long bytes = 0;
        for (FieldVector column : stream.getRoot().getFieldVectors()) {
          bytes += touch(column);
        }
        received.add(bytes);
      }
    } catch (FlightRuntimeException e) {
      // Cancelled: the measurement is over.
    }
  }

  private static long touch(FieldVector column) {
    long values = column.getValueCount();
    MemorySegment bytes = MemorySegment.ofBuffer(
        column.getDataBuffer().nioBuffer(0, (int) values * Double.BYTES));
    long found = 0;
    for (long i = 0; i < values; i++) {
      found += bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i);
    }
    TOUCHED.add(found);
    return values * Double.BYTES;
  }
}
