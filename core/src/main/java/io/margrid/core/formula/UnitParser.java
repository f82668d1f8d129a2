package io.margrid.core.formula;

/**
 * Reads a unit.
 *
 * <pre>
 * unit   := factor (("*" | "/") factor)*
 * factor := atom ("^" "-"? digits)?
 * atom   := "1" | symbol | "(" unit ")"
 * symbol := [A-Za-z][A-Za-z0-9_]*
 * </pre>
 */
final class UnitParser {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_SYMBOL_LENGTH = 64;

  private final String text;
  private int offset;
  private int depth;

  UnitParser(String text) {
    this.text = text;
  }

  Unit parse() throws UnitSyntaxException {
    Unit unit = product();
    if (offset < text.length()) {
      throw fault("* or / between symbols, or the end of the unit");
    }
    return unit;
  }

  private Unit product() throws UnitSyntaxException {
    Unit unit = factor();
    while (peek() == '*' || peek() == '/') {
      boolean times = text.charAt(offset++) == '*';
      Unit factor = factor();
      try {
        unit = times ? unit.times(factor) : unit.over(factor);
      } catch (ArithmeticException beyondRange) {
        throw fault(Unit.RANGE_RULE);
      }
    }
    return unit;
  }

  private Unit factor() throws UnitSyntaxException {
    Unit unit = atom();
    if (peek() != '^') {
      return unit;
    }
    offset++;
    int sign = 1;
    if (peek() == '-') {
      offset++;
      sign = -1;
    }
    try {
      return unit.power(sign * whole());
    } catch (ArithmeticException beyondRange) {
      throw fault(Unit.RANGE_RULE);
    }
  }

  private int whole() throws UnitSyntaxException {
    peek();
    int start = offset;
    int value = 0;
    while (isDigit(current())) {
      value = Math.min(10 * value + current() - '0', Unit.MAX_POWER + 1);
      offset++;
    }
    if (offset == start || value > Unit.MAX_POWER) {
      throw fault("a whole power up to " + Unit.MAX_POWER);
    }
    return value;
  }

  private Unit atom() throws UnitSyntaxException {
    char c = peek();
    if (c == '(') {
      return brackets();
    }
    if (isLetter(c)) {
      return symbol();
    }
    if (c == '1') {
      offset++;
      return Unit.ONE;
    }
    throw fault("a unit such as MUSD/MW/yr: symbols of letters, *, /, ^ with a whole power, brackets, 1");
  }

  private Unit brackets() throws UnitSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw fault("at most " + MAX_DEPTH + " brackets within each other");
    }
    offset++;
    Unit unit = product();
    if (peek() != ')') {
      throw fault(")");
    }
    offset++;
    depth--;
    return unit;
  }

  private Unit symbol() throws UnitSyntaxException {
    int start = offset;
    while (isLetter(current()) || isDigit(current()) || current() == '_') {
      offset++;
    }
    if (offset - start > MAX_SYMBOL_LENGTH) {
      throw fault("symbols of at most " + MAX_SYMBOL_LENGTH + " characters");
    }
    return Unit.symbol(text.substring(start, offset));
  }

  /** The next character that is not a blank; NUL at the end. */
  private char peek() {
    while (current() == ' ' || current() == '\t') {
      offset++;
    }
    return current();
  }

  private char current() {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private static boolean isLetter(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private UnitSyntaxException fault(String rule) {
    return new UnitSyntaxException(offset, rule);
  }
}
