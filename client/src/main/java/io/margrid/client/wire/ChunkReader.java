package io.margrid.client.wire;

import com.google.protobuf.WireFormat;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.NonFinite;
import io.margrid.v1.StreamGridResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  /** The chunk in those bytes, or null if they are anything but a chunk in the usual encoding. */
  @Nullable
  ReceivedChunk read(List<ByteBuffer> pieces) {
    FieldInput in = new FieldInput(pieces);
    try {
      return in.tag() == CHUNK && in.varint() == in.left() ? chunk(in) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private @Nullable ReceivedChunk chunk(FieldInput in) throws IOException {
    int tag = in.tag();
    long firstCell = 0;
    if (tag == FIRST_CELL) {
      firstCell = in.varint();
      tag = in.tag();
    }
    long cellCount = tag == CELL_COUNT ? in.varint() : -1;
    // What is negative or too large for the field is not usual.
    if (cellCount < 0 || cellCount > Integer.MAX_VALUE) {
      return null;
    }
    List<NonFinite> nonFinite = new ArrayList<>();
    for (tag = in.tag(); tag == NON_FINITE; tag = in.tag()) {
      nonFinite.add(NonFinite.parseFrom(in.bytes(length(in))));
    }
    List<ReceivedColumn> columns = new ArrayList<>();
    for (; tag == COLUMNS; tag = in.tag()) {
      ReceivedColumn column = column(in, (int) cellCount);
      if (column == null) {
        return null;
      }
      columns.add(column);
    }
    return tag == FieldInput.END ? new ReceivedChunk(firstCell, (int) cellCount, nonFinite, columns) : null;
  }

  private @Nullable ReceivedColumn column(FieldInput in, int cellCount) throws IOException {
    int length = length(in);
    int end = in.left() - length;
    int tag = in.tag();
    int sent = 0;
    if (tag == CRC32C) {
      sent = in.fixed32();
      tag = in.tag();
    }
    if (tag != VALUES) {
      return null;
    }
    int bytes = length(in);
    if (in.left() - bytes != end || bytes != (long) cellCount * Double.BYTES) {
      return null;
    }
    double[] values = in.doubles(cellCount, checksum);
    return new ReceivedColumn(values, sent, (int) checksum.getValue());
  }

  /** Of a field; never beyond what has arrived, so that no array is larger than the message. */
  private static int length(FieldInput in) throws IOException {
    long length = in.varint();
    if (length < 0 || length > in.left()) {
      throw new EOFException("the message ends within a field");
    }
    return (int) length;
  }

  private static int delimited(int field) {
    return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  private static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }
}
