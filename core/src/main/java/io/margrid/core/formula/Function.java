package io.margrid.core.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A function of the language. Those over periods, from {@link #LAG} on, may stand in a scalar model too: it has one
 * period.
 */
enum Function {
  IF(3, 3),
  MIN(2, Integer.MAX_VALUE),
  MAX(2, Integer.MAX_VALUE),
  ABS(1, 1),
  SQRT(1, 1),
  EXP(1, 1),
  LN(1, 1),
  POW(2, 2),
  FLOOR(1, 1),
  CEIL(1, 1),
  ROUND(1, 1),
  CLAMP(3, 3),
  IS_FINITE(1, 1),
  LAG(2, Integer.MAX_VALUE),
  PREV(1, 2),
  CUMULATIVE(1, 1),
  TRAILING_SUM(2, 3),
  FIRST(1, 1),
  LAST(1, 1),
  TOTAL(1, 1),
  MEAN(1, 1),
  NPV(2, 2),
  IRR(1, 1),
  PERIOD_INDEX(0, 0);

  private static final List<String> NAMES = Arrays.stream(values()).map(Function::text).toList();

  private final String text;
  private final int fewest;
  private final int most;

  Function(int fewest, int most) {
    this.text = name().toLowerCase(Locale.ROOT);
    this.fewest = fewest;
    this.most = most;
  }

  static Optional<Function> find(String name) {
    int index = NAMES.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values()[index]);
  }

  static List<String> names() {
    return NAMES;
  }

  /** As written in formulas. */
  String text() {
    return text;
  }

  boolean takes(int arguments) {
    return fewest <= arguments && arguments <= most;
  }

  /** For error messages: {@code 3 arguments}. */
  String arity() {
    if (most == Integer.MAX_VALUE) {
      return fewest + " or more arguments";
    }
    if (most > fewest) {
      return fewest + " or " + most + " arguments";
    }
    return switch (fewest) {
      case 0 -> "no arguments";
      case 1 -> "1 argument";
      default -> fewest + " arguments";
    };
  }
}
