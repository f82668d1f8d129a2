package io.margrid.server.wire;

import io.margrid.core.engine.BlockCursor;
import io.margrid.core.engine.CursorSize;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.stop.Stop;
import io.margrid.server.admission.StreamSize;
import io.margrid.v1.StreamGridResponse;
import java.io.Closeable;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The messages of one stream: a header, chunks in cell order, a summary. Each is made when it is asked for, a chunk by
 * one pull of the cursor, and is valid until the next is asked for. Not thread-safe: asked by one thread at a time.
 */
public final class GridStream implements Iterator<GridMessage>, Closeable {
  /** What the stream does is counted there. */
  private final StreamCounters counters;
  private final StreamPlan plan;
  private final BlockCursor cursor;
  private final ChunkWriter writer;
  private Stage stage = Stage.HEADER;

  private enum Stage {
    HEADER, CHUNKS, END
  }

  private GridStream(StreamPlan plan, StreamCounters counters, Stop stop) {
    this.plan = plan;
    this.counters = counters;
    this.cursor = BlockCursor.open(plan.plan(), plan.firstCell(), plan.cellCount(), plan.maxChunkCells(),
        stop);
    this.writer = new ChunkWriter(cursor.block(), plan.maxChunkCells());
  }

  /** What a stream takes: its largest message, and what it computes and writes in. Allocates nothing of that size. */
  public static StreamSize size(StreamPlan plan) {
    long working = CursorSize.of(plan.plan(), plan.cellCount(), plan.maxChunkCells()).bytes()
        + ChunkWriter.bufferBytes(plan.maxChunkCells());
    int columns = plan.plan().metrics().size();
    return new StreamSize(Math.multiplyExact(plan.maxChunkCells(), columns * Double.BYTES), working);
  }

  /**
   * Opens a cursor on the plan; computes no cell.
   *
   * @param stop asked while a pull takes long
   */
  public static GridStream open(StreamPlan plan, StreamCounters counters, Stop stop) {
    GridStream stream = new GridStream(plan, counters, stop);
    counters.opened();
    return stream;
  }

  @Override
  public boolean hasNext() {
    return stage != Stage.END;
  }

  @Override
  public GridMessage next() {
    return switch (stage) {
      case HEADER -> header();
      case CHUNKS -> pull();
      case END -> throw new NoSuchElementException();
    };
  }

  private GridMessage header() {
    stage = Stage.CHUNKS;
    return new GridMessage.Generated(
        StreamGridResponse.newBuilder().setHeader(GridHeaders.of(plan)).build());
  }

  private GridMessage pull() {
    if (counters.pull(cursor::advance)) {
      writer.next();
      return new GridMessage.Chunk(writer, counters);
    }
    stage = Stage.END;
    return new GridMessage.Generated(StreamGridResponse.newBuilder()
        .setSummary(GridSummaries.of(plan.cellCount(), cursor.summaries()))
        .build());
  }

  /** Ends the stream; the cursor's memory goes with it. */
  @Override
  public void close() {
    stage = Stage.END;
    counters.closed();
  }
}
