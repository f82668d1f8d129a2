package io.margrid.server.fuzz;

import java.util.List;

/** Formulas: most can be parsed, some are only made of the same words. */
final class FormulaText {
  static final List<String> NAMES = List.of("a", "b", "c", "m0", "m1", "m2", "k", "x", "not_there");
  private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==",
      "!=",
      "and", "or");
  private static final List<String> FUNCTIONS = List.of("sqrt", "exp", "ln", "abs", "min", "max", "if",
      "clamp", "pow", "floor", "ceil", "round", "is_finite", "prev", "lag", "cumulative", "trailing_sum",
      "npv", "irr", "first", "last", "total", "mean", "period_index", "sqr");
  private static final List<String> WORDS = List.of("(", ")", ",", "[", "]", "%", "not", "nan", "true", "1_0",
      "1e9", ".",
      "[USD]", "25%", " ", "\n", "-", "\u0000", "é");
  private static final int DEEPEST = 6;

  private final Choices choices;

  FormulaText(Choices choices) {
    this.choices = choices;
  }

  String write() {
    return choices.oneIn(6) ? soup() : expression(DEEPEST);
  }

  private String soup() {
    StringBuilder soup = new StringBuilder();
    for (int i = choices.below(40); i > 0; i--) {
      soup.append(choices.of(choices.of(List.of(NAMES, OPERATORS, FUNCTIONS, WORDS))));
    }
    return soup.append(choices.text()).toString();
  }

  private String expression(int depth) {
    if (depth == 0) {
      return choices.of(NAMES);
    }
    return switch (choices.below(7)) {
      case 0 -> choices.of(NAMES);
      case 1 -> Double.toString(Math.abs(choices.number())).replace("E", "e");
      case 2 -> "(" + expression(depth - 1) + ")";
      case 3 -> "-" + expression(depth - 1);
      case 4 -> call(depth - 1);
      default -> expression(depth - 1) + " " + choices.of(OPERATORS) + " " + expression(depth - 1);
    };
  }

  private String call(int depth) {
    StringBuilder call = new StringBuilder(choices.of(FUNCTIONS)).append('(');
    int arguments = choices.below(4);
    for (int i = 0; i < arguments; i++) {
      call.append(i == 0 ? "" : ", ").append(expression(depth));
    }
    return call.append(')').toString();
  }
}
