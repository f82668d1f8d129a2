package io.margrid.core.formula;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What {@code lag} and {@code prev} say.
 *
 * @param periods at least 1
 * @param firsts  none, or one for each of the first {@code periods} periods
 */
record LagCall(Expression source, int periods, List<Expression> firsts) {
  /** A call of {@link Function#LAG} or {@link Function#PREV}. */
  static LagCall of(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return call.function() == Function.PREV
        ? new LagCall(arguments.getFirst(), 1, arguments.subList(1, arguments.size()))
        : new LagCall(arguments.getFirst(), periods(arguments.get(1)).orElseThrow(),
            arguments.subList(2, arguments.size()));
  }

  /** A literal that says a number of periods; empty if it does not. */
  static OptionalInt periods(Expression expression) {
    return expression instanceof Expression.Literal literal && literal.unit() == null
        ? WholeLiteral.of(literal).stream().filter(n -> n >= 1).findFirst()
        : OptionalInt.empty();
  }

  /** Whether there is a value in every period, whatever the source depends on: what makes a recurrence. */
  boolean isComplete() {
    return !firsts.isEmpty();
  }

  /** What must have the same unit. */
  List<Expression> values() {
    return Stream.concat(Stream.of(source), firsts.stream()).toList();
  }
}
