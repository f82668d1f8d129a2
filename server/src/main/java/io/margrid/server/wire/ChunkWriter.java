package io.margrid.server.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.margrid.core.block.ColumnBlock;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes blocks as {@code StreamGridResponse}s that hold a chunk, the bytes that the generated code would write, but
 * without its boxes and copies: values go through one small buffer to the transport, and their checksum is taken there.
 *
 * <p>One difference in four thousand million: a checksum of zero is written too, where the generated code leaves it
 * out, so that the length of a chunk does not depend on its values.
 *
 * <p>Not thread-safe. Holds the block, not its values: it is to be written before the cursor's next pull.
 */
final class ChunkWriter {
  /** A column of a chunk of the usual size fits: its bytes are laid out once, for the checksum and the transport. */
  private static final int BUFFER_BYTES = 65_536;
  private static final int BUFFER_VALUES = BUFFER_BYTES / Double.BYTES;
  /** For tags and lengths. */
  private static final int SMALL_BYTES = 512;
  private static final ValueLayout.OfDouble LITTLE_ENDIAN = ValueLayout.JAVA_DOUBLE_UNALIGNED
      .withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ColumnBlock block;
  private final byte[] buffer;
  private final CRC32C checksum = new CRC32C();
  /** Everything but the columns, which come last. */
  private GridChunk head = GridChunk.getDefaultInstance();
  private int valueBytes;
  private int columnBytes;
  private int chunkBytes;

  /** @param capacity the most cells of a block */
  ChunkWriter(ColumnBlock block, int capacity) {
    this.block = block;
    this.buffer = new byte[bufferBytes(capacity)];
  }

  /** What a writer for blocks of at most so many cells takes. */
  static int bufferBytes(int capacity) {
    return Math.min(BUFFER_VALUES, capacity) * Double.BYTES;
  }

  /** Turns to what the block now holds. */
  void next() {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(block.firstCell())
        .setCellCount(block.cellCount());
    block.nonFinite().forEach(cells -> chunk.addNonFinite(NonFinites.of(cells)));
    head = chunk.build();
    valueBytes = block.cellCount() * Double.BYTES;
    columnBytes = CodedOutputStream.computeFixed32Size(Column.CRC32C_FIELD_NUMBER, 0)
        + delimitedBytes(Column.VALUES_FIELD_NUMBER, valueBytes);
    chunkBytes = head.getSerializedSize()
        + block.metricCount() * delimitedBytes(GridChunk.COLUMNS_FIELD_NUMBER, columnBytes);
  }

  int cellCount() {
    return head.getCellCount();
  }

  int byteCount() {
    return delimitedBytes(StreamGridResponse.CHUNK_FIELD_NUMBER, chunkBytes);
  }

  void writeTo(OutputStream target) throws IOException {
    CodedOutputStream out = CodedOutputStream.newInstance(target, SMALL_BYTES);
    writeStart(out, StreamGridResponse.CHUNK_FIELD_NUMBER, chunkBytes);
    head.writeTo(out);
    for (int metric = 0; metric < block.metricCount(); metric++) {
      writeColumn(block.values(metric), out);
    }
    out.flush();
  }

  private void writeColumn(double[] values, CodedOutputStream out) throws IOException {
    int count = block.cellCount();
    int crc = checksum(values, count);
    writeStart(out, GridChunk.COLUMNS_FIELD_NUMBER, columnBytes);
    out.writeFixed32(Column.CRC32C_FIELD_NUMBER, crc);
    writeStart(out, Column.VALUES_FIELD_NUMBER, valueBytes);
    for (int first = 0; first < count; first += BUFFER_VALUES) {
      int piece = Math.min(BUFFER_VALUES, count - first);
      if (count > BUFFER_VALUES) { // else the checksum has left the whole column in the buffer
        layOut(values, first, piece);
      }
      out.writeRawBytes(buffer, 0, piece * Double.BYTES);
    }
  }

  private int checksum(double[] values, int count) {
    checksum.reset();
    for (int first = 0; first < count; first += BUFFER_VALUES) {
      int piece = Math.min(BUFFER_VALUES, count - first);
      layOut(values, first, piece);
      checksum.update(buffer, 0, piece * Double.BYTES);
    }
    return (int) checksum.getValue();
  }

  private void layOut(double[] values, int first, int count) {
    MemorySegment.copy(values, first, MemorySegment.ofArray(buffer), LITTLE_ENDIAN, 0, count);
  }

  private static void writeStart(CodedOutputStream out, int field, int length) throws IOException {
    out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  private static int delimitedBytes(int field, int length) {
    return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt32SizeNoTag(length)
        + length;
  }
}
