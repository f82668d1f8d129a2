package io.margrid.core.formula;

import io.margrid.core.kernel.BinaryOperation;
import java.util.Optional;

/** An operator between two expressions. */
enum Operator {
  OR("or", Level.OR, BinaryOperation.OR),
  AND("and", Level.AND, BinaryOperation.AND),
  LESS("<", Level.COMPARISON, BinaryOperation.LESS),
  LESS_OR_EQUAL("<=", Level.COMPARISON, BinaryOperation.LESS_OR_EQUAL),
  GREATER(">", Level.COMPARISON, BinaryOperation.GREATER),
  GREATER_OR_EQUAL(">=", Level.COMPARISON, BinaryOperation.GREATER_OR_EQUAL),
  EQUAL("==", Level.COMPARISON, BinaryOperation.EQUAL),
  NOT_EQUAL("!=", Level.COMPARISON, BinaryOperation.NOT_EQUAL),
  PLUS("+", Level.SUM, BinaryOperation.ADD),
  MINUS("-", Level.SUM, BinaryOperation.SUBTRACT),
  TIMES("*", Level.PRODUCT, BinaryOperation.MULTIPLY),
  OVER("/", Level.PRODUCT, BinaryOperation.DIVIDE);

  private final String text;
  private final Level level;
  private final BinaryOperation operation;

  Operator(String text, Level level, BinaryOperation operation) {
    this.text = text;
    this.level = level;
    this.operation = operation;
  }

  /** The operator of that level which the token is. */
  static Optional<Operator> find(Token token, Level level) {
    for (Operator operator : values()) {
      if (operator.level == level && token.is(operator.text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  String text() {
    return text;
  }

  BinaryOperation operation() {
    return operation;
  }
}
