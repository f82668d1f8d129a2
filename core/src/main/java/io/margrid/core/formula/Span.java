package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;

/**
 * Where an expression stands in its formula.
 *
 * @param position of its first character, for people
 * @param start    index of its first character
 * @param end      index after its last character
 */
record Span(Position position, int start, int end) {
  private static final int MAX_SHOWN = 36;

  /** The expression as written, blanks collapsed, cut so that two of them fit into a message. */
  String excerpt(String formula) {
    // Four times as much text as is shown leaves room for blanks, and bounds the work.
    boolean whole = end - start <= 4 * MAX_SHOWN;
    String text = formula.substring(start, whole ? end : start + 4 * MAX_SHOWN).replaceAll("[ \t\r\n]+", " ");
    if (whole && text.codePointCount(0, text.length()) <= MAX_SHOWN) {
      return text;
    }
    int shown = Math.min(MAX_SHOWN, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, shown)).strip() + "…";
  }
}
