package io.margrid.client.wire;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;
import java.util.zip.Checksum;

/**
 * Reads the fields of a message whose bytes lie in pieces, which may end anywhere. Reading beyond the end is an
 * {@link EOFException}. Not thread-safe.
 */
final class FieldInput {
  static final int END = 0;
  static final int NO_TAG = -1;
  private static final int VARINT_BITS = 7;
  private static final int LONGEST_SHIFT = 63;

  private final Iterator<ByteBuffer> pieces;
  private final ByteBuffer split = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private ByteBuffer piece = ByteBuffer.allocate(0);
  private int left;

  /** @param pieces are read from position to limit, and stay as they are */
  FieldInput(List<ByteBuffer> pieces) {
    this.pieces = pieces.iterator();
    for (ByteBuffer each : pieces) {
      left += each.remaining();
    }
  }

  /** Bytes that have not been read. */
  int left() {
    return left;
  }

  /** A tag, {@link #END} at the end, or {@link #NO_TAG} where something else stands. */
  int tag() throws EOFException {
    if (left == 0) {
      return END;
    }
    long tag = varint();
    return tag > 0 && tag <= Integer.MAX_VALUE ? (int) tag : NO_TAG;
  }

  long varint() throws EOFException {
    long value = 0;
    for (int shift = 0; shift <= LONGEST_SHIFT; shift += VARINT_BITS) {
      byte next = readable().get();
      left--;
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new EOFException("a number without end");
  }

  int fixed32() throws EOFException {
    return fill(Integer.BYTES).getInt(0);
  }

  /** @param count at most what is left */
  byte[] bytes(int count) throws EOFException {
    byte[] bytes = new byte[count];
    for (int done = 0; done < count;) {
      int some = Math.min(count - done, readable().remaining());
      piece.get(bytes, done, some);
      left -= some;
      done += some;
    }
    return bytes;
  }

  /**
   * Packed doubles. Afterwards the checksum is that of their bytes.
   *
   * @param count at most an eighth of what is left
   */
  double[] doubles(int count, Checksum checksum) throws EOFException {
    checksum.reset();
    double[] values = new double[count];
    for (int done = 0; done < count;) {
      int whole = Math.min(count - done, readable().remaining() / Double.BYTES);
      if (whole > 0) {
        ByteBuffer bytes = piece.slice(piece.position(), whole * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().get(values, done, whole);
        checksum.update(bytes);
        piece.position(piece.position() + whole * Double.BYTES);
        left -= whole * Double.BYTES;
        done += whole;
      } else {
        checksum.update(fill(Double.BYTES));
        values[done] = split.getDouble(0);
        done++;
      }
    }
    return values;
  }

  /** The next few bytes, which may lie in several pieces. */
  private ByteBuffer fill(int count) throws EOFException {
    split.clear();
    for (int i = 0; i < count; i++) {
      split.put(readable().get());
      left--;
    }
    return split.flip();
  }

  /** The piece that has the next byte. */
  private ByteBuffer readable() throws EOFException {
    while (!piece.hasRemaining()) {
      if (!pieces.hasNext()) {
        throw new EOFException("the message ends within a field");
      }
      piece = pieces.next().duplicate();
    }
    return piece;
  }
}
