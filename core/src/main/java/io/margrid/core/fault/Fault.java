package io.margrid.core.fault;

import java.util.Map;

/**
 * One thing wrong with a request: the field, the value found there and the rule expected.
 *
 * @param field    where
 * @param reason   the rule broken, for programs
 * @param value    what was found, cut to {@value #MAX_VALUE_LENGTH} characters, control characters escaped
 * @param rule     what is expected, a phrase that completes "expected: …"
 * @param position where in a formula; {@link Position#NONE} elsewhere
 */
public record Fault(FieldPath field, Reason reason, String value, String rule, Position position) {
  /** Values longer than this are cut: a message is for reading. */
  public static final int MAX_VALUE_LENGTH = 100;

  /** Line and column in a formula, both from 1, in characters (Unicode code points). */
  public record Position(int line, int column) {
    /** Not in a formula. */
    public static final Position NONE = new Position(0, 0);
  }

  public Fault {
    value = printable(value);
  }

  public Fault(FieldPath field, Reason reason, String value, String rule) {
    this(field, reason, value, rule, Position.NONE);
  }

  /** {@code field: value (expected: rule)}; in a formula the field is followed by line and column. */
  public String message() {
    String place = position.equals(Position.NONE)
        ? field.toString()
        : field + ":" + position.line() + ":" + position.column();
    return (place.isEmpty() ? "request" : place) + ": " + value + " (expected: " + rule + ")";
  }

  /** Every value that stands in the message, by name. */
  public Map<String, String> metadata() {
    if (position.equals(Position.NONE)) {
      return Map.of("field", field.toString(), "value", value, "expected", rule);
    }
    return Map.of("field", field.toString(), "value", value, "expected", rule, "line",
        Integer.toString(position.line()), "column", Integer.toString(position.column()));
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints().limit(MAX_VALUE_LENGTH).forEach(c -> {
      if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
        printable.append(String.format("\\u%04x", c));
      } else {
        printable.appendCodePoint(c);
      }
    });
    if (text.codePointCount(0, text.length()) > MAX_VALUE_LENGTH) {
      printable.append('…');
    }
    return printable.toString();
  }
}
