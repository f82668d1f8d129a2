package io.margrid.client.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The shortest decimal that reads back to the same double, nearest to it if there are several, laid out as
 * JavaScript and RFC 8785 do: {@code 10}, {@code 0.3}, {@code 1e-7}, {@code 1e+21}. Two differences: -0.0 is
 * {@code -0}, so that it too reads back, and NaN and infinities are {@code NaN}, {@code Infinity},
 * {@code -Infinity}.
 */
public final class DoubleText {
  // Before JDK 19 Double.toString may write a digit too many (JDK-4511638).
  private static final boolean TO_STRING_IS_SHORTEST = Runtime.version().feature() >= 19;
  private static final double WHOLE_AND_EXACT = 1L << 53;
  private static final int LARGEST_PLAIN_EXPONENT = 21;
  private static final int SMALLEST_PLAIN_EXPONENT = -6;

  private DoubleText() {}

  /** The text of one value. */
  public static String of(double value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** Appends the text of one value. */
  static void append(StringBuilder text, double value) {
    if (Math.abs(value) < WHOLE_AND_EXACT && value == Math.rint(value)) {
      if (value == 0 && 1 / value < 0) {
        text.append('-');
      }
      text.append((long) value);
    } else if (!Double.isFinite(value)) {
      text.append(value);
    } else {
      appendFraction(text, value);
    }
  }

  private static void appendFraction(StringBuilder text, double value) {
    String java = Double.toString(value);
    if (TO_STRING_IS_SHORTEST && java.indexOf('E') < 0) {
      text.append(java);
      return;
    }
    BigDecimal shortest = TO_STRING_IS_SHORTEST && java.length() > "-4.9E-324".length()
        ? new BigDecimal(java)
        : shortest(value);
    layOut(text, shortest.stripTrailingZeros());
  }

  /**
   * The shortest decimal by search, for finite values but zero: digits are taken away while the value reads
   * back. If n digits do, more do.
   */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal best = new BigDecimal(Double.toString(value));
    for (int digits = best.stripTrailingZeros().precision(); digits > 0; digits--) {
      BigDecimal rounded = rounded(exact, digits, value);
      if (rounded.doubleValue() != value) {
        return best;
      }
      best = rounded;
    }
    return best;
  }

  // At a power of two the neighbour below is nearer than the one above: the nearest decimal may miss while the
  // one on the other side reads back.
  private static BigDecimal rounded(BigDecimal exact, int digits, double value) {
    BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    if (nearest.doubleValue() == value) {
      return nearest;
    }
    BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
    return below.doubleValue() == value ? below : exact.round(new MathContext(digits, RoundingMode.UP));
  }

  private static void layOut(StringBuilder text, BigDecimal value) {
    int exponent = value.precision() - value.scale();
    if (exponent <= LARGEST_PLAIN_EXPONENT && exponent > SMALLEST_PLAIN_EXPONENT) {
      text.append(value.toPlainString());
      return;
    }
    String digits = value.unscaledValue().abs().toString();
    text.append(value.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent > 0 ? "+" : "").append(exponent - 1);
  }
}
