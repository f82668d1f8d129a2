package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers for people: as the model's display hint says, halves rounded up, after rounding to 15 significant
 * digits so that 47.499999999999999 counts as 47.5.
 */
public final class DisplayText {
  private static final MathContext NOISE_FREE = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final int SIGNIFICANT_DIGITS = 6;
  private static final int LARGEST_PLAIN_EXPONENT = 12;
  private static final int SMALLEST_PLAIN_EXPONENT = -5;
  private static final int MOST_DECIMALS = 15;

  private DisplayText() {}

  /** The value as the hint says; the default hint is a number with up to 6 significant digits. */
  public static String of(double value, Display hint) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value).round(NOISE_FREE).movePointRight(hundreds(hint));
    boolean plain = exact.precision() - exact.scale() <= LARGEST_PLAIN_EXPONENT;
    String number = hint.hasDecimals() && plain
        ? exact.setScale(Math.max(0, Math.min(MOST_DECIMALS, hint.getDecimals())), RoundingMode.HALF_UP)
            .toPlainString()
        : significant(exact);
    return number + suffix(hint);
  }

  private static int hundreds(Display hint) {
    return switch (hint.getFormat()) {
      case FORMAT_PERCENT -> 2;
      case FORMAT_BASIS_POINTS -> 4;
      case FORMAT_NUMBER, FORMAT_UNSPECIFIED, UNRECOGNIZED -> 0;
    };
  }

  private static String suffix(Display hint) {
    return switch (hint.getFormat()) {
      case FORMAT_PERCENT -> "%";
      case FORMAT_BASIS_POINTS -> " bp";
      case FORMAT_NUMBER, FORMAT_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  // Digits before the point are all shown: 31536000 is not 3.1536e7 to a reader.
  private static String significant(BigDecimal exact) {
    int whole = exact.precision() - exact.scale();
    if (exact.signum() != 0 && (whole > LARGEST_PLAIN_EXPONENT || whole <= SMALLEST_PLAIN_EXPONENT)) {
      return scientific(exact.round(new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_UP)));
    }
    int decimals = Math.max(0, SIGNIFICANT_DIGITS - Math.max(whole, -4));
    BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static String scientific(BigDecimal value) {
    BigDecimal digits = value.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return digits.movePointLeft(exponent).toPlainString() + "e" + (exponent > 0 ? "+" : "") + exponent;
  }
}
