package io.margrid.client.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.NonFinite;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one encoding of a chunk that servers usually write: fields in the order of their numbers, each once, none
 * unknown, values packed in one run per column, as many as the chunk has cells. It says nothing about any other
 * bytes, right or wrong: those are the generated parser's. Not thread-safe.
 */
final class ChunkReader {
  private static final int CHUNK = delimited(StreamGridResponse.CHUNK_FIELD_NUMBER);
  private static final int FIRST_CELL = tag(GridChunk.FIRST_CELL_FIELD_NUMBER, WireFormat.WIRETYPE_VARINT);
  private static final int CELL_COUNT = tag(GridChunk.CELL_COUNT_FIELD_NUMBER, WireFormat.WIRETYPE_VARINT);
  private static final int NON_FINITE = delimited(GridChunk.NON_FINITE_FIELD_NUMBER);
  private static final int COLUMNS = delimited(GridChunk.COLUMNS_FIELD_NUMBER);
  private static final int CRC32C = tag(Column.CRC32C_FIELD_NUMBER, WireFormat.WIRETYPE_FIXED32);
  private static final int VALUES = delimited(Column.VALUES_FIELD_NUMBER);

  private final Checksum checksum;

  ChunkReader(Checksum checksum) {
    this.checksum = checksum;
  }

  /** The chunk in the first {@code length} bytes, or null if they are anything but a chunk in the usual encoding. */
  @Nullable
  ReceivedChunk read(byte[] bytes, int length) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
      return in.readTag() == CHUNK && in.readRawVarint32() == length - in.getTotalBytesRead()
          ? chunk(in, bytes)
          : null;
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable ReceivedChunk chunk(CodedInputStream in, byte[] bytes) throws IOException {
    int tag = in.readTag();
    long firstCell = 0;
    if (tag == FIRST_CELL) {
      firstCell = in.readInt64();
      tag = in.readTag();
    }
    if (tag != CELL_COUNT) {
      return null;
    }
    int cellCount = in.readInt32();
    List<NonFinite> nonFinite = new ArrayList<>();
    for (tag = in.readTag(); tag == NON_FINITE; tag = in.readTag()) {
      nonFinite.add(in.readMessage(NonFinite.parser(), ExtensionRegistryLite.getEmptyRegistry()));
    }
    List<ReceivedColumn> columns = new ArrayList<>();
    for (; tag == COLUMNS; tag = in.readTag()) {
      ReceivedColumn column = column(in, bytes, cellCount);
      if (column == null) {
        return null;
      }
      columns.add(column);
    }
    return tag == 0 ? new ReceivedChunk(firstCell, cellCount, nonFinite, columns) : null;
  }

  private @Nullable ReceivedColumn column(CodedInputStream in, byte[] bytes, int cellCount)
      throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    int tag = in.readTag();
    int sent = 0;
    if (tag == CRC32C) {
      sent = in.readFixed32();
      tag = in.readTag();
    }
    if (tag != VALUES) {
      return null;
    }
    int length = in.readRawVarint32();
    // The limit is never beyond what has arrived, so that no array is larger than the message.
    if (length != in.getBytesUntilLimit() || length != (long) cellCount * Double.BYTES) {
      return null;
    }
    int start = in.getTotalBytesRead();
    in.skipRawBytes(length);
    in.popLimit(outer);
    return new ReceivedColumn(values(bytes, start, cellCount), sent, checksum(bytes, start, length));
  }

  private static double[] values(byte[] bytes, int start, int count) {
    double[] values = new double[count];
    ByteBuffer.wrap(bytes, start, count * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer()
        .get(values);
    return values;
  }

  private int checksum(byte[] bytes, int start, int length) {
    checksum.reset();
    checksum.update(bytes, start, length);
    return (int) checksum.getValue();
  }

  private static int delimited(int field) {
    return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
