package io.margrid.client.cli.input;

import io.margrid.client.cli.fault.CommandException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads numbers as typed: {@code 7.5}, {@code -1e-3}, {@code 25%}. */
final class DecimalText {
  private static final Pattern NUMBER = Pattern
      .compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?%?");
  private static final int LONGEST = 400;
  private static final int WIDEST_EXPONENT = 400;
  private static final int PERCENT_DIGITS = 2;

  private DecimalText() {}

  /**
   * The exact decimal; a value with {@code %} is a hundredth of the number before it.
   *
   * @throws CommandException (wrong usage, naming {@code field}) if the text is no number or not a finite double
   */
  static BigDecimal parse(String field, String text) {
    if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
      throw CommandException.wrongUsage(field, shown(text), "a number such as 7.5, 1e-3 or 25%");
    }
    boolean percent = text.endsWith("%");
    BigDecimal number = new BigDecimal(percent ? text.substring(0, text.length() - 1) : text);
    BigDecimal value = percent ? number.movePointLeft(PERCENT_DIGITS) : number;
    if (!isDouble(value)) {
      throw CommandException.wrongUsage(field, shown(text), "a number between -1.8e308 and 1.8e308");
    }
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }

  // The exponent is checked too: sums of decimals with far exponents would fill the memory with digits.
  private static boolean isDouble(BigDecimal value) {
    if (value.signum() == 0) {
      return true;
    }
    return Math.abs((long) value.scale()) <= WIDEST_EXPONENT + LONGEST
        && Double.isFinite(value.doubleValue());
  }

  private static String shown(String text) {
    return text.isEmpty() ? "empty" : text.length() > LONGEST ? text.substring(0, 40) + "…" : text;
  }
}
