package io.margrid.core.formula;

import java.util.Set;

/** Words that a model may not use as names. */
final class Words {
  static final String NAN = "nan";
  static final String NOT = "not";
  private static final Set<String> KEYWORDS = Set.of("and", "or", NOT, NAN, "true", "false");

  private Words() {}

  static boolean isKeyword(String word) {
    return KEYWORDS.contains(word);
  }

  static boolean isReserved(String word) {
    return isKeyword(word) || Function.find(word).isPresent();
  }
}
