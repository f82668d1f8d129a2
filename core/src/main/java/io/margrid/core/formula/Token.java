package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;

/**
 * A word of a formula.
 *
 * @param text  as written; of a unit what stands between the square brackets
 * @param start index of its first character in the formula
 * @param end   index after its last character
 */
record Token(Kind kind, String text, Position position, int start, int end) {
  enum Kind {
    NUMBER, NAME, UNIT, SYMBOL, END
  }

  /** Whether this is that symbol or word of the language. */
  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrWord);
  }

  /** For error messages. */
  String shown() {
    return switch (kind) {
      case END -> "end of formula";
      case UNIT -> "[" + text + "]";
      case NUMBER, NAME, SYMBOL -> text;
    };
  }
}
