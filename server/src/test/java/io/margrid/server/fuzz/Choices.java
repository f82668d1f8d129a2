package io.margrid.server.fuzz;

import com.google.protobuf.ByteString;
import java.util.List;

/** Choices that bytes make, one after the other. When the bytes are used up, the first choice is taken every time. */
final class Choices {
  private static final List<Double> SPECIAL = List.of(0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 10.0, 1e-300, 1e300,
      -1e308,
      Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  private final byte[] bytes;
  private int next;

  Choices(byte[] bytes) {
    this.bytes = bytes;
  }

  private int octet() {
    return next < bytes.length ? bytes[next++] & 0xff : 0;
  }

  /** From 0, below the bound, which is at most 256. */
  int below(int bound) {
    return octet() % bound;
  }

  boolean oneIn(int many) {
    return below(many) == many - 1;
  }

  <T> T of(List<T> values) {
    return values.get(below(values.size()));
  }

  long wide() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  /** Small as a rule, any number now and then. */
  long count() {
    return switch (below(8)) {
      case 6 -> below(256) * 256L;
      case 7 -> wide();
      default -> below(8);
    };
  }

  double number() {
    return switch (below(8)) {
      case 0, 1, 2 -> below(256) / 16.0;
      case 3 -> -below(256);
      case 4 -> Double.longBitsToDouble(wide());
      default -> of(SPECIAL);
    };
  }

  /** What is left. */
  ByteString rest() {
    ByteString rest = ByteString.copyFrom(bytes, next, bytes.length - next);
    next = bytes.length;
    return rest;
  }

  /** A few characters, whatever they are. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = below(12); i > 0; i--) {
      text.append((char) (oneIn(16) ? wide() & 0xffff : 32 + below(96)));
    }
    return text.toString();
  }
}
