package io.margrid.core.kernel;

/** Operations on two values. Truth is 1.0, falsehood 0.0. */
public enum BinaryOperation {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  POWER,
  MINIMUM,
  MAXIMUM,
  LESS,
  LESS_OR_EQUAL,
  GREATER,
  GREATER_OR_EQUAL,
  EQUAL,
  NOT_EQUAL,
  AND,
  OR;

  /**
   * The meaning, by IEEE 754, {@link Math#min}, {@link Math#max} and {@link StrictMath#pow}. Comparison with NaN is
   * false, NOT_EQUAL true. AND and OR expect truth values.
   */
  public double apply(double x, double y) {
    return switch (this) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE -> x / y;
      case POWER -> StrictMath.pow(x, y);
      case MINIMUM -> Math.min(x, y);
      case MAXIMUM -> Math.max(x, y);
      case LESS -> truth(x < y);
      case LESS_OR_EQUAL -> truth(x <= y);
      case GREATER -> truth(x > y);
      case GREATER_OR_EQUAL -> truth(x >= y);
      case EQUAL -> truth(x == y);
      case NOT_EQUAL -> truth(x != y);
      case AND -> x * y;
      case OR -> Math.max(x, y);
    };
  }

  private static double truth(boolean condition) {
    return condition ? 1.0 : 0.0;
  }
}
