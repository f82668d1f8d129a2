package io.margrid.core.formula;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Type.Quantity;
import io.margrid.core.formula.Type.Special;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A formula that can be parsed. Its names and units are not checked yet. Immutable. */
public final class Formula {
  private final String text;
  private final FieldPath path;
  private final Expression expression;
  private final Map<String, Position> names;

  private Formula(String text, FieldPath path, Expression expression, Map<String, Position> names) {
    this.text = text;
    this.path = path;
    this.expression = expression;
    this.names = Collections.unmodifiableMap(names);
  }

  /**
   * Parses a formula.
   *
   * @param path     the field that the text is of
   * @param maxBytes longest text, in bytes of UTF-8
   * @param maxDepth deepest nesting of brackets, calls, prefixes and powers
   * @return empty if the text is no formula; the first thing wrong with it is then reported
   */
  public static Optional<Formula> parse(String text, FieldPath path, int maxBytes, int maxDepth,
      Faults faults) {
    if (text.length() > maxBytes || text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      faults.add(path, Reason.MODEL_TOO_LARGE, text, "at most " + maxBytes + " bytes of text in a formula");
      return Optional.empty();
    }
    try {
      Parser parser = new Parser(text, maxDepth);
      return Optional.of(new Formula(text, path, parser.parse(), parser.names()));
    } catch (SyntaxException e) {
      faults.add(new Fault(path, e.reason, e.value, e.rule, e.position));
      return Optional.empty();
    }
  }

  /** Whether the language keeps that word for itself, so that nothing in a model can be named so. */
  public static boolean isReserved(String word) {
    return Words.isReserved(word);
  }

  /** The names used, in the order of their first use, and where that is. */
  public Map<String, Position> names() {
    return names;
  }

  /** How the formula uses its names. Uses of one name that differ in no other way are one, the first. */
  public List<Use> uses() {
    return UseFinder.uses(expression);
  }

  /**
   * How a formula uses a name.
   *
   * @param deferred whether it is read in earlier periods only: within {@code lag} or {@code prev} with all first values
   * @param whole    whether it is read in all periods at once: by {@code first}, {@code last}, {@code total},
   *                 {@code mean}, {@code npv}, {@code irr} or as a window
   * @param position of the first such use
   */
  public record Use(String name, boolean deferred, boolean whole, Position position) {}

  /** The text with other names, all else as written. */
  public String renamed(UnaryOperator<String> rename) {
    StringBuilder renamed = new StringBuilder();
    int end = 0;
    for (Expression.Name name : UseFinder.names(expression)) {
      renamed.append(text, end, name.span().start()).append(rename.apply(name.name()));
      end = name.span().end();
    }
    return renamed.append(text, end, text.length()).toString();
  }

  /** The formula with the fewest brackets. Parsing it gives the same formula. */
  public String canonical() {
    return Printer.print(expression);
  }

  /**
   * Checks the formula's units.
   *
   * @param declared the unit it must have; empty: the unit it has is taken
   * @return empty if anything in the formula is faulty or unknown; faults in the formula itself are then reported
   */
  public Optional<TypedFormula> check(Scope scope, Optional<Unit> declared, Faults faults) {
    TypeChecker checker = new TypeChecker(text, path, scope, faults);
    long before = faults.count();
    Type type = checker.check(expression);
    if (type == Special.TRUTH) {
      checker.fault(expression.span().position(), checker.shown(expression),
          "a number; if(condition, 1, 0) makes one of a truth value");
    }
    if (type instanceof Quantity(Unit unit) && declared.isPresent() && !unit.equals(declared.get())) {
      Expression culprit = culprit(expression, checker.types());
      checker.fault(culprit.span().position(), checker.shown(culprit, type),
          "unit " + declared.get() + ", as the metric declares");
    }
    if (faults.count() > before || checker.types().contains(Special.UNKNOWN)) {
      return Optional.empty();
    }
    Unit unit = type instanceof Quantity(Unit found) ? found : declared.orElse(Unit.ONE);
    return Optional.of(new TypedFormula(expression, checker.types(), path, unit));
  }

  /** The smallest sub-expression that the unit of the whole comes from. */
  private static Expression culprit(Expression whole, Types types) {
    Expression culprit = whole;
    while (true) {
      List<Expression> sources = unitKeepers(culprit)
          .filter(operand -> types.unit(operand).isPresent()).toList();
      if (sources.size() != 1) {
        return culprit;
      }
      culprit = sources.getFirst();
    }
  }

  /** The operands whose unit the expression has too. */
  private static Stream<Expression> unitKeepers(Expression expression) {
    return switch (expression) {
      case Expression.Prefix prefix -> Stream.of(prefix.operand());
      case Expression.Chain chain when chain.level() == Level.SUM ->
        Stream.concat(Stream.of(chain.first()), chain.links().stream().map(Expression.Link::operand));
      case Expression.Call call -> switch (call.function()) {
        case MIN, MAX, CLAMP, ABS, CUMULATIVE, FIRST, LAST, TOTAL, MEAN -> call.arguments().stream();
        case IF, NPV -> call.arguments().stream().skip(1);
        case LAG, PREV -> LagCall.of(call).values().stream();
        case TRAILING_SUM -> TypeChecker.summed(call).stream();
        case SQRT, EXP, LN, POW, FLOOR, CEIL, ROUND, IS_FINITE, IRR, PERIOD_INDEX -> Stream.of();
      };
      case Expression.Literal _,Expression.Name _,Expression.Chain _,Expression.Comparison _,Expression.Power _ ->
        Stream.of();
    };
  }
}
