package io.margrid.core.fault;

import java.math.BigDecimal;

/** How numbers are written in messages. */
public final class FaultText {
  private static final int LONGEST_PLAIN = 15;
  private static final int MOST_LEADING_ZEROS = 6;

  private FaultText() {}

  /**
   * The shortest decimal that reads back to the same double: {@code 2}, {@code 0.25}, {@code 1e30}; {@code NaN} and
   * {@code Infinity} as they are. Zero has no sign.
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (-MOST_LEADING_ZEROS <= exponent && exponent <= LONGEST_PLAIN) {
      return decimal.toPlainString();
    }
    return decimal.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** A number of things: {@code 1 axis}, {@code 2 axes}. */
  public static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }

  /** What is expected of a number between bounds, of which an infinite one is none. */
  public static String bounds(double least, double greatest) {
    if (greatest == Double.POSITIVE_INFINITY) {
      return "at least " + number(least);
    }
    return least == Double.NEGATIVE_INFINITY ? "at most " + number(greatest)
        : number(least) + " to " + number(greatest);
  }
}
