package io.margrid.core.formula;

import io.margrid.core.kernel.UnaryOperation;
import java.util.stream.Collectors;

/** Shows the shape of a tree with every bracket, and nothing of where it stands. */
final class Structure {
  private Structure() {}

  static String of(String formula) throws SyntaxException {
    return of(parse(formula));
  }

  static Expression parse(String formula) throws SyntaxException {
    return new Parser(formula, 64).parse();
  }

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal ->
        literal.value() + (literal.unit() == null ? "" : "[" + literal.unit() + "]");
      case Expression.Name name -> name.name();
      case Expression.Prefix prefix ->
        (prefix.operation() == UnaryOperation.NOT ? "(not " : "(neg ") + of(prefix.operand()) + ")";
      case Expression.Chain chain -> "(" + of(chain.first()) + chain.links().stream()
          .map(link -> " " + link.operator().text() + " " + of(link.operand())).collect(Collectors.joining())
          + ")";
      case Expression.Comparison comparison ->
        "(" + of(comparison.left()) + " " + comparison.operator().text() + " "
            + of(comparison.right()) + ")";
      case Expression.Power power -> "(" + of(power.base()) + " ^ " + of(power.exponent()) + ")";
      case Expression.Call call -> call.arguments().stream().map(Structure::of)
          .collect(Collectors.joining(", ", call.function().text() + "(", ")"));
    };
  }
}
