package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;
import java.util.ArrayList;
import java.util.List;

/** Cuts a formula into tokens and knows where each of them stands. */
final class Lexer {
  private static final List<String> SYMBOLS = List.of("<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "(",
      ")", ",",
      "<", ">");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int offset;
  private int line = 1;
  private int column = 1;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of the text; the last one, and only that, is {@link Token.Kind#END}. */
  static List<Token> tokens(String text) throws SyntaxException {
    Lexer lexer = new Lexer(text);
    lexer.skipBlanks();
    while (lexer.offset < text.length()) {
      lexer.next();
      lexer.skipBlanks();
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", lexer.position(), text.length(), text.length()));
    return lexer.tokens;
  }

  private void next() throws SyntaxException {
    char c = current();
    if (isDigit(c)) {
      number();
    } else if (isLetter(c) || c == '_') {
      name();
    } else if (c == '[') {
      unit();
    } else {
      symbol();
    }
  }

  private void number() throws SyntaxException {
    Position position = position();
    int start = offset;
    digits(position, start);
    if (current() == '.') {
      advance();
      digits(position, start);
    }
    if (current() == 'e' || current() == 'E') {
      advance();
      if (current() == '+' || current() == '-') {
        advance();
      }
      digits(position, start);
    }
    if (current() == '%') {
      advance();
    }
    add(Token.Kind.NUMBER, position, start);
  }

  private void digits(Position position, int start) throws SyntaxException {
    int first = offset;
    while (isDigit(current()) || (current() == '_' && offset > first)) {
      advance();
    }
    boolean wellFormed = offset > first && text.charAt(offset - 1) != '_';
    if (!wellFormed || text.substring(first, offset).contains("__")) {
      throw new SyntaxException(position, text.substring(start, offset),
          "a number such as 1_000, 0.25 or 1.5e-3: digits on both sides of a point, single _ between digits");
    }
  }

  private void name() throws SyntaxException {
    Position position = position();
    int start = offset;
    boolean lowerCase = 'a' <= current() && current() <= 'z';
    while (isLetter(current()) || isDigit(current()) || current() == '_') {
      lowerCase &= current() < 'A' || current() > 'Z';
      advance();
    }
    if (!lowerCase) {
      throw new SyntaxException(position, text.substring(start, offset),
          "a name in lower case: a letter, then letters, digits and _");
    }
    add(Token.Kind.NAME, position, start);
  }

  private void unit() throws SyntaxException {
    Position position = position();
    int start = offset;
    while (offset < text.length() && current() != ']') {
      advance();
    }
    if (offset == text.length()) {
      throw new SyntaxException(position, text.substring(start), "] after the unit");
    }
    advance();
    tokens.add(new Token(Token.Kind.UNIT, text.substring(start + 1, offset - 1), position, start, offset));
  }

  private void symbol() throws SyntaxException {
    Position position = position();
    int start = offset;
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, offset)) {
        advance();
        if (symbol.length() == 2) {
          advance();
        }
        add(Token.Kind.SYMBOL, position, start);
        return;
      }
    }
    int c = text.codePointAt(offset);
    throw new SyntaxException(position, Character.toString(c), switch (c) {
      case '%' -> "% directly after a number";
      case '=' -> "== to compare";
      case '!' -> "!= to compare, not to negate";
      case '&' -> "and";
      case '|' -> "or";
      case '.' -> "digits on both sides of a point";
      default -> "a character of the formula language";
    });
  }

  private void skipBlanks() {
    while (offset < text.length() && " \t\r\n".indexOf(current()) >= 0) {
      advance();
    }
  }

  private void advance() {
    int c = text.codePointAt(offset);
    offset += Character.charCount(c);
    if (c == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
  }

  private void add(Token.Kind kind, Position position, int start) {
    tokens.add(new Token(kind, text.substring(start, offset), position, start, offset));
  }

  private Position position() {
    return new Position(line, column);
  }

  /** NUL at the end. */
  private char current() {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  private static boolean isLetter(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }
}
