package io.margrid.core.formula;

import java.util.Set;

/** Words that a model may not use as names. */
final class Words {
  static final String NAN = "nan";
  static final String NOT = "not";
  private static final Set<String> KEYWORDS = Set.of("and", "or", NOT, NAN, "true", "false");
  /** Functions over periods: part of the language, computed by no server yet. */
  private static final Set<String> PERIOD_FUNCTIONS = Set.of("lag", "prev", "cumulative", "trailing_sum",
      "first",
      "last", "total", "mean", "npv", "irr", "period_index");

  private Words() {}

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word);
  }

  static boolean isPeriodFunction(String word) {
    return PERIOD_FUNCTIONS.contains(word);
  }

  static boolean isReserved(String word) {
    return isKeyword(word) || isPeriodFunction(word) || Function.find(word).isPresent();
  }
}
