package io.margrid.core.formula;

import io.margrid.core.fault.FaultText;

/** How numbers are written in formulas. */
final class Numbers {
  /** Powers of ten beyond it give 0 or infinity whatever the digits: a formula has not so many. */
  private static final long MAX_EXPONENT = 1_000_000;

  private Numbers() {}

  /** The double nearest to the decimal; {@code 25%} is the decimal 25e-2. The text has the form of a number. */
  static double parse(String text) {
    String digits = text.replace("_", "");
    if (!digits.endsWith("%")) {
      return Double.parseDouble(digits);
    }
    String decimal = digits.substring(0, digits.length() - 1);
    int e = Math.max(decimal.indexOf('e'), decimal.indexOf('E'));
    return e < 0
        ? Double.parseDouble(decimal + "e-2")
        : Double.parseDouble(decimal.substring(0, e) + "e" + (exponent(decimal.substring(e + 1)) - 2));
  }

  private static long exponent(String text) {
    boolean negative = text.startsWith("-");
    long size = 0;
    for (char c : text.substring(negative || text.startsWith("+") ? 1 : 0).toCharArray()) {
      size = Math.min(10 * size + c - '0', MAX_EXPONENT);
    }
    return negative ? -size : size;
  }

  /** The shortest decimal that reads back to the same double; not negative, not infinite. */
  static String print(double value) {
    if (Double.isNaN(value)) {
      return Words.NAN;
    }
    return FaultText.number(value);
  }
}
