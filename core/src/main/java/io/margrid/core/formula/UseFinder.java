package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the names in a formula. */
final class UseFinder {
  private final Map<Formula.Use, Formula.Use> uses = new LinkedHashMap<>();
  private final List<Expression.Name> names = new ArrayList<>();

  private UseFinder() {}

  static List<Formula.Use> uses(Expression expression) {
    UseFinder finder = new UseFinder();
    finder.walk(expression, false, false);
    return List.copyOf(finder.uses.values());
  }

  /** Every name, as often as it occurs, in the order written. */
  static List<Expression.Name> names(Expression expression) {
    UseFinder finder = new UseFinder();
    finder.walk(expression, false, false);
    return finder.names;
  }

  private void walk(Expression expression, boolean deferred, boolean whole) {
    switch (expression) {
      case Expression.Name name -> add(name, deferred, whole);
      case Expression.Call call -> call(call, deferred, whole);
      case Expression.Literal _,Expression.Prefix _,Expression.Chain _,Expression.Comparison _,Expression.Power _ ->
        expression.children().forEach(child -> walk(child, deferred, whole));
    }
  }

  private void add(Expression.Name name, boolean deferred, boolean whole) {
    names.add(name);
    uses.putIfAbsent(new Formula.Use(name.name(), deferred, whole, Position.NONE),
        new Formula.Use(name.name(), deferred, whole, name.span().position()));
  }

  private void call(Expression.Call call, boolean deferred, boolean whole) {
    List<Expression> arguments = call.arguments();
    switch (call.function()) {
      case LAG, PREV -> {
        LagCall lag = LagCall.of(call);
        walk(lag.source(), deferred || lag.isComplete(), whole);
        lag.firsts().forEach(first -> walk(first, deferred, whole));
      }
      case TRAILING_SUM -> {
        for (int i = 0; i < arguments.size(); i++) {
          walk(arguments.get(i), deferred, whole || i == 1);
        }
      }
      case FIRST, LAST, TOTAL, MEAN, NPV, IRR ->
        arguments.forEach(argument -> walk(argument, deferred, true));
      case IF, MIN, MAX, ABS, SQRT, EXP, LN, POW, FLOOR, CEIL, ROUND, CLAMP, IS_FINITE, CUMULATIVE,
          PERIOD_INDEX ->
        arguments.forEach(argument -> walk(argument, deferred, whole));
    }
  }
}
