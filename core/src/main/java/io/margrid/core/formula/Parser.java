package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.kernel.UnaryOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a tree of a formula, by recursive descent. Brackets, calls, prefixes and powers may be nested up to a given
 * depth; chains may be as long as the text.
 */
final class Parser {
  private final String text;
  private final List<Token> tokens;
  private final int maxDepth;
  private final Map<String, Position> names = new LinkedHashMap<>();
  private int next;
  private int depth;

  Parser(String text, int maxDepth) throws SyntaxException {
    this.text = text;
    this.tokens = Lexer.tokens(text);
    this.maxDepth = maxDepth;
  }

  /** The names used, in the order of their first use, and where that is. Complete after {@link #parse}. */
  Map<String, Position> names() {
    return names;
  }

  Expression parse() throws SyntaxException {
    Expression expression = chain(Level.OR);
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      throw fault(token, trailingRule(token));
    }
    return expression;
  }

  private static String trailingRule(Token token) {
    if (token.is(")") || token.is(",")) {
      return "no " + token.text() + " without an opening bracket before it";
    }
    return Operator.find(token, Level.COMPARISON).isPresent()
        ? "one comparison; and joins several"
        : unitRule(token, "an operator or the end of the formula");
  }

  private static String unitRule(Token token, String otherwise) {
    return token.kind() == Token.Kind.UNIT ? "a unit only after a number" : otherwise;
  }

  private Expression chain(Level level) throws SyntaxException {
    Token start = peek();
    Expression first = operand(level);
    Optional<Operator> operator = Operator.find(peek(), level);
    if (operator.isEmpty()) {
      return first;
    }
    List<Expression.Link> links = new ArrayList<>();
    if (first instanceof Expression.Chain inner && inner.level() == level) {
      first = inner.first();
      links.addAll(inner.links());
    }
    while (operator.isPresent()) {
      Position position = take().position();
      links.add(new Expression.Link(operator.get(), position, operand(level)));
      operator = Operator.find(peek(), level);
    }
    return new Expression.Chain(span(start), level, first, List.copyOf(links));
  }

  /** What a chain of that level joins. */
  private Expression operand(Level level) throws SyntaxException {
    return switch (level) {
      case OR -> chain(Level.AND);
      case AND -> not();
      case SUM -> chain(Level.PRODUCT);
      case PRODUCT -> unary();
      case NOT, COMPARISON, UNARY, POWER, ATOM ->
        throw new IllegalArgumentException(level + " has no chains");
    };
  }

  private Expression not() throws SyntaxException {
    Token token = peek();
    if (!token.is(Words.NOT)) {
      return comparison();
    }
    deeper(take());
    Expression operand = not();
    depth--;
    return new Expression.Prefix(span(token), UnaryOperation.NOT, operand);
  }

  private Expression comparison() throws SyntaxException {
    Token start = peek();
    Expression left = chain(Level.SUM);
    Optional<Operator> operator = Operator.find(peek(), Level.COMPARISON);
    if (operator.isEmpty()) {
      return left;
    }
    Position position = take().position();
    Expression right = chain(Level.SUM);
    return new Expression.Comparison(span(start), operator.get(), position, left, right);
  }

  private Expression unary() throws SyntaxException {
    Token token = peek();
    if (!token.is("-")) {
      return power();
    }
    deeper(take());
    Expression operand = unary();
    depth--;
    return new Expression.Prefix(span(token), UnaryOperation.NEGATE, operand);
  }

  private Expression power() throws SyntaxException {
    Token start = peek();
    Expression base = atom();
    if (!peek().is("^")) {
      return base;
    }
    deeper(take());
    Expression exponent = unary();
    depth--;
    return new Expression.Power(span(start), base, exponent);
  }

  private Expression atom() throws SyntaxException {
    Token token = take();
    return switch (token.kind()) {
      case NUMBER -> literal(token);
      case NAME -> peek().is("(") ? call(token) : word(token);
      case SYMBOL, UNIT, END -> brackets(token);
    };
  }

  private Expression brackets(Token token) throws SyntaxException {
    if (!token.is("(")) {
      throw fault(token, unitRule(token, "a number, a name, a function or an opening bracket"));
    }
    deeper(token);
    Expression inner = chain(Level.OR);
    depth--;
    close();
    return inner;
  }

  private Expression word(Token token) throws SyntaxException {
    String word = token.text();
    if (word.equals(Words.NAN)) {
      return new Expression.Literal(span(token), Double.NaN, null);
    }
    if (Words.isKeyword(word)) {
      throw fault(token, word.equals("true") || word.equals("false")
          ? "a comparison; there are no words for truth values"
          : "a number, a name, a function or an opening bracket");
    }
    if (Words.isReserved(word)) {
      throw fault(token, "( after the name of a function");
    }
    names.putIfAbsent(word, token.position());
    return new Expression.Name(span(token), word);
  }

  private Expression literal(Token token) throws SyntaxException {
    double value = Numbers.parse(token.text());
    if (Double.isInfinite(value)) {
      throw fault(token, "a number up to " + Double.MAX_VALUE + " in size");
    }
    if (peek().kind() != Token.Kind.UNIT) {
      return new Expression.Literal(span(token), value, null);
    }
    Unit unit = unit(take());
    boolean saysNothingNew = unit.equals(Unit.ONE) && value != 0;
    return new Expression.Literal(span(token), value, saysNothingNew ? null : unit);
  }

  private static Unit unit(Token token) throws SyntaxException {
    try {
      return Unit.parse(token.text());
    } catch (UnitSyntaxException invalid) {
      throw fault(token, invalid.rule());
    }
  }

  private Expression call(Token name) throws SyntaxException {
    Function function = function(name);
    deeper(take());
    List<Expression> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(chain(Level.OR));
      while (peek().is(",")) {
        take();
        arguments.add(chain(Level.OR));
      }
    }
    depth--;
    close();
    if (!function.takes(arguments.size())) {
      throw new SyntaxException(name.position(), name.text() + " with " + arguments.size(),
          function.arity() + " for " + name.text());
    }
    if (function == Function.LAG) {
      checkLag(name, arguments);
    }
    return function == Function.POW
        ? new Expression.Power(span(name), arguments.get(0), arguments.get(1))
        : new Expression.Call(span(name), function, List.copyOf(arguments));
  }

  private void checkLag(Token name, List<Expression> arguments) throws SyntaxException {
    Expression periods = arguments.get(1);
    OptionalInt n = LagCall.periods(periods);
    if (n.isEmpty()) {
      throw new SyntaxException(periods.span().position(), periods.span().excerpt(text),
          "a whole literal of at least 1: the number of periods");
    }
    int firsts = arguments.size() - 2;
    if (firsts > 0 && firsts != n.getAsInt()) {
      throw new SyntaxException(name.position(),
          "lag over " + n.getAsInt() + (n.getAsInt() == 1 ? " period with " : " periods with ") + firsts
              + (firsts == 1 ? " first value" : " first values"),
          "none, or " + n.getAsInt()
              + ": one for each period before there is an earlier value, oldest first");
    }
  }

  private static Function function(Token name) throws SyntaxException {
    Optional<Function> function = Function.find(name.text());
    if (function.isPresent()) {
      return function.get();
    }
    if (Words.isKeyword(name.text())) {
      throw fault(name, "a number, a name, a function or an opening bracket");
    }
    throw new SyntaxException(Reason.FORMULA_NAME, name.position(), name.text(),
        Nearest.rule("a function of the language", name.text(), Function.names()));
  }

  private void close() throws SyntaxException {
    Token token = peek();
    if (!token.is(")")) {
      throw fault(token, unitRule(token, "an operator, a comma between arguments, or )"));
    }
    take();
  }

  private void deeper(Token token) throws SyntaxException {
    if (++depth > maxDepth) {
      throw new SyntaxException(Reason.MODEL_TOO_LARGE, token.position(), token.shown(),
          "at most " + maxDepth + " brackets, calls, prefixes and powers within each other");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  /** The end is never passed. */
  private Token take() {
    Token token = peek();
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }

  /** From that token to the last one taken. */
  private Span span(Token start) {
    return new Span(start.position(), start.start(), tokens.get(Math.max(next - 1, 0)).end());
  }

  private static SyntaxException fault(Token token, String rule) {
    return new SyntaxException(token.position(), token.shown(), rule);
  }
}
