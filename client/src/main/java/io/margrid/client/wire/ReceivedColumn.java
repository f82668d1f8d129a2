package io.margrid.client.wire;

import io.margrid.v1.Column;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A column as it arrived.
 *
 * @param values of this column alone
 * @param sent   the CRC-32C that came with it
 * @param found  that of the values' little-endian bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a list of boxes would be the cost that this avoids
public record ReceivedColumn(double[] values, int sent, int found) {
  private static final int VALUES_AT_ONCE = 1_024;

  static ReceivedColumn of(Column column) {
    double[] values = new double[column.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.getValues(i);
    }
    return new ReceivedColumn(values, column.getCrc32C(), checksum(values));
  }

  private static int checksum(double[] values) {
    CRC32C crc = new CRC32C();
    ByteBuffer bytes = ByteBuffer.allocate(VALUES_AT_ONCE * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
      int count = Math.min(VALUES_AT_ONCE, values.length - from);
      bytes.clear();
      bytes.asDoubleBuffer().put(values, from, count);
      crc.update(bytes.limit(count * Double.BYTES));
    }
    return (int) crc.getValue();
  }
}
