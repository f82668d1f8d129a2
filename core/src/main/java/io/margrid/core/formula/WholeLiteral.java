package io.margrid.core.formula;

import java.util.OptionalInt;

/** Recognises exponents such as {@code 2} and {@code -3}. */
final class WholeLiteral {
  private WholeLiteral() {}

  /** The value of a pure whole literal after any number of minus signs, if it is one that fits. */
  static OptionalInt of(Expression expression) {
    Expression operand = expression;
    int sign = 1;
    while (operand instanceof Expression.Prefix prefix && prefix.level() == Level.UNARY) {
      operand = prefix.operand();
      sign = -sign;
    }
    return operand instanceof Expression.Literal literal && literal.value() == (int) literal.value()
        ? OptionalInt.of(sign * (int) literal.value())
        : OptionalInt.empty();
  }
}
