package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Reason;

/** A formula that cannot be parsed: the first thing wrong with it. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  final Reason reason;
  final transient Position position;
  final String value;
  final String rule;

  SyntaxException(Reason reason, Position position, String value, String rule) {
    super(rule, null, false, false);
    this.reason = reason;
    this.position = position;
    this.value = value;
    this.rule = rule;
  }

  SyntaxException(Position position, String value, String rule) {
    this(Reason.FORMULA_SYNTAX, position, value, rule);
  }
}
