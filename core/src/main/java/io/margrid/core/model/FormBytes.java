package io.margrid.core.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** The bytes of a canonical form while it is written, as {@link DigestWriter} says. Not thread-safe. */
final class FormBytes {
  private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
      ByteOrder.BIG_ENDIAN);
  private static final int FIRST_CAPACITY = 256;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int size;

  void number(long value) {
    makeRoom(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += Long.BYTES;
  }

  void number(double value) {
    number(Double.doubleToLongBits(value));
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(byte[] value) {
    number(value.length);
    append(value);
  }

  /** Bytes of the form as they are, without a length before them; returns where the first of them stands. */
  int append(byte[] part) {
    makeRoom(part.length);
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
    return size - part.length;
  }

  /** Overwrites a number that was written before. */
  void replace(int place, double value) {
    LONGS.set(bytes, place, Double.doubleToLongBits(value));
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes,
          Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }
  }

  int size() {
    return size;
  }

  /** A copy. */
  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Hands all bytes on, and begins anew. */
  void moveTo(MessageDigest digest) {
    digest.update(bytes, 0, size);
    size = 0;
  }
}
