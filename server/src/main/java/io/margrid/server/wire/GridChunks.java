package io.margrid.server.wire;

import io.margrid.core.block.ColumnBlock;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Blocks as chunks. The values are copied: the cursor may overwrite its block at once. */
final class GridChunks {
  /** Doubles whose bytes are summed at a time, small enough to stay in the nearest cache. */
  private static final int PIECE = 1_024;

  private GridChunks() {}

  static GridChunk of(ColumnBlock block) {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(block.firstCell())
        .setCellCount(block.cellCount());
    block.nonFinite().forEach(cells -> chunk.addNonFinite(NonFinites.of(cells)));
    ByteBuffer piece = ByteBuffer.allocate(PIECE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int metric = 0; metric < block.metricCount(); metric++) {
      chunk.addColumns(column(block.values(metric), block.cellCount(), piece));
    }
    return chunk.build();
  }

  private static Column column(double[] values, int count, ByteBuffer piece) {
    Column.Builder column = Column.newBuilder();
    CRC32C checksum = new CRC32C();
    for (int first = 0; first < count; first += PIECE) {
      int end = Math.min(count, first + PIECE);
      piece.clear();
      for (int i = first; i < end; i++) {
        column.addValues(values[i]);
        piece.putDouble(values[i]);
      }
      checksum.update(piece.flip());
    }
    return column.setCrc32C((int) checksum.getValue()).build();
  }
}
