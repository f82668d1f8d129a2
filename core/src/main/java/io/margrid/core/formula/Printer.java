package io.margrid.core.formula;

import java.util.List;

/** Writes a tree as a person would: the fewest brackets, blanks around operators but {@code ^}. */
final class Printer {
  private final StringBuilder text = new StringBuilder();

  private Printer() {}

  /** Parsing the text gives the same tree. */
  static String print(Expression expression) {
    Printer printer = new Printer();
    printer.write(expression);
    return printer.text.toString();
  }

  private void write(Expression expression) {
    switch (expression) {
      case Expression.Literal literal -> literal(literal);
      case Expression.Name name -> text.append(name.name());
      case Expression.Prefix prefix -> prefix(prefix);
      case Expression.Chain chain -> chain(chain);
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Power power -> power(power);
      case Expression.Call call -> call(call.function().text(), call.arguments());
    }
  }

  private void literal(Expression.Literal literal) {
    text.append(Numbers.print(literal.value()));
    if (literal.unit() != null) {
      text.append(" [").append(literal.unit()).append(']');
    }
  }

  private void prefix(Expression.Prefix prefix) {
    text.append(prefix.level() == Level.NOT ? "not " : "-");
    write(prefix.operand(), prefix.level());
  }

  private void chain(Expression.Chain chain) {
    operand(chain.first(), chain.level());
    for (Expression.Link link : chain.links()) {
      text.append(' ').append(link.operator().text()).append(' ');
      operand(link.operand(), chain.level());
    }
  }

  private void operand(Expression expression, Level chain) {
    if (chain.isLooserThan(expression.level())) {
      write(expression);
    } else {
      brackets(expression);
    }
  }

  private void comparison(Expression.Comparison comparison) {
    write(comparison.left(), Level.SUM);
    text.append(' ').append(comparison.operator().text()).append(' ');
    write(comparison.right(), Level.SUM);
  }

  private void power(Expression.Power power) {
    write(power.base(), Level.ATOM);
    text.append('^');
    write(power.exponent(), Level.UNARY);
  }

  private void call(String function, List<Expression> arguments) {
    text.append(function).append('(');
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i == 0 ? "" : ", ");
      write(arguments.get(i));
    }
    text.append(')');
  }

  /** In brackets if the expression is looser than the place for it. */
  private void write(Expression expression, Level loosest) {
    if (expression.level().isLooserThan(loosest)) {
      brackets(expression);
    } else {
      write(expression);
    }
  }

  private void brackets(Expression expression) {
    text.append('(');
    write(expression);
    text.append(')');
  }
}
