package io.margrid.client.wire;

import static io.margrid.client.wire.ContractViolationException.require;

import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Turns a column into an array of its own and holds its length and checksum against the chunk. Not thread-safe. */
final class ColumnReader {
  private static final int VALUES_AT_ONCE = 1_024;

  private final ByteBuffer bytes = ByteBuffer.allocate(VALUES_AT_ONCE * Double.BYTES)
      .order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C crc = new CRC32C();

  double[] read(GridChunk chunk, int metric) {
    Column column = chunk.getColumns(metric);
    int count = column.getValuesCount();
    require(count == chunk.getCellCount(), place(metric) + ".values", count,
        chunk.getCellCount() + ", the chunk's cell_count");
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = column.getValues(i);
    }
    int found = checksum(values);
    if (found != column.getCrc32C()) {
      throw new ContractViolationException(place(metric) + ".crc32c",
          hex(found) + " over cells " + chunk.getFirstCell() + " to " + (chunk.getFirstCell() + count - 1),
          hex(column.getCrc32C()) + ", as sent");
    }
    return values;
  }

  /** CRC-32C of the values' little-endian bytes. */
  private int checksum(double[] values) {
    crc.reset();
    for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
      int count = Math.min(VALUES_AT_ONCE, values.length - from);
      bytes.clear();
      bytes.asDoubleBuffer().put(values, from, count);
      crc.update(bytes.limit(count * Double.BYTES));
    }
    return (int) crc.getValue();
  }

  private static String place(int metric) {
    return "chunk.columns[" + metric + "]";
  }

  private static String hex(int value) {
    return String.format("0x%08x", value);
  }
}
