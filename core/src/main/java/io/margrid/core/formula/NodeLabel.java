package io.margrid.core.formula;

import io.margrid.core.kernel.Aggregation;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What a node is called in formulas. */
public final class NodeLabel {
  private NodeLabel() {}

  /**
   * The number of a literal; the operator or function of an operation, with the whole number that belongs to it:
   * {@code ^2}, {@code lag 4}. Empty for constants and parameters, whose names the model knows.
   */
  public static Optional<String> of(Node node) {
    return switch (node) {
      case Node.Constant _,Node.Parameter _ -> Optional.empty();
      case Node.Literal(double value) -> Optional.of(Numbers.print(value));
      case Node.Unary(UnaryOperation operation, int _) -> Optional.of(unary(operation));
      case Node.Binary(BinaryOperation operation, int _, int _) -> Optional.of(binary(operation));
      case Node.Power(int _, int exponent) -> Optional.of("^" + exponent);
      case Node.Select _ -> Optional.of(Function.IF.text());
      case Node.PeriodIndex _ -> Optional.of(Function.PERIOD_INDEX.text());
      case Node.Lag(int _, int periods, List<Integer> _) -> Optional.of(Function.LAG.text() + " " + periods);
      case Node.Cumulative _ -> Optional.of(Function.CUMULATIVE.text());
      case Node.Aggregate(Aggregation operation, int _) ->
        Optional.of(operation.name().toLowerCase(Locale.ROOT));
      case Node.PresentValue _ -> Optional.of(Function.NPV.text());
      case Node.TrailingSum(int _, int _, OptionalInt _) -> Optional.of(Function.TRAILING_SUM.text());
    };
  }

  private static String unary(UnaryOperation operation) {
    return switch (operation) {
      case NEGATE -> "-";
      case ABS, SQRT, EXP, LN, FLOOR, CEIL, ROUND, IS_FINITE, NOT ->
        operation.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String binary(BinaryOperation operation) {
    return switch (operation) {
      case ADD -> Operator.PLUS.text();
      case SUBTRACT -> Operator.MINUS.text();
      case MULTIPLY -> Operator.TIMES.text();
      case DIVIDE -> Operator.OVER.text();
      case POWER -> "^";
      case MINIMUM -> Function.MIN.text();
      case MAXIMUM -> Function.MAX.text();
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
        Operator.valueOf(operation.name()).text();
    };
  }
}
