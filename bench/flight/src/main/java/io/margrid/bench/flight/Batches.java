package io.margrid.bench.flight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Sends the same batch of five columns over and over, written without a copy. It computes nothing and takes no
 * checksum: that is in its favour. A ticket is the bytes of values in a batch.
 */
final class Batches extends NoOpFlightProducer {
  private static final int COLUMNS = 5;
  private static final long PATIENCE_MILLIS = 1_000;

  private final BufferAllocator memory;

  Batches(BufferAllocator memory) {
    this.memory = memory;
  }

  /** Callbacks of the call come on the calling thread, so that it must not be the one that waits for them. */
  @Override
  public void getStream(FlightProducer.CallContext context, Ticket ticket, ServerStreamListener listener) {
    int bytes = Integer.parseInt(new String(ticket.getBytes(), StandardCharsets.UTF_8));
    BackpressureStrategy room = new BackpressureStrategy.CallbackBackpressureStrategy();
    room.register(listener);
    Thread.ofPlatform().daemon().name("flight-write")
        .start(() -> write(bytes / (COLUMNS * Double.BYTES), listener, room));
  }

  private void write(int rows, ServerStreamListener listener, BackpressureStrategy room) {
    try (VectorSchemaRoot batch = batch(rows)) {
      listener.setUseZeroCopy(true);
      listener.start(batch);
      while (!listener.isCancelled()) {
        if (room.waitForListener(PATIENCE_MILLIS) == BackpressureStrategy.WaitResult.READY) {
          listener.putNext();
        }
      }
    }
  }

  private VectorSchemaRoot batch(int rows) {
    List<FieldVector> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      Float8Vector column = new Float8Vector("metric" + i, memory);
      column.allocateNew(rows);
      for (int row = 0; row < rows; row++) {
        column.set(row, row * 1e-3);
      }
      column.setValueCount(rows);
      columns.add(column);
    }
    return new VectorSchemaRoot(columns);
  }
}
