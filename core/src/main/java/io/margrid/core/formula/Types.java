package io.margrid.core.formula;

import java.util.IdentityHashMap;
import java.util.Optional;

/** The types of the sub-expressions of one formula, each known by its identity. */
final class Types {
  private final IdentityHashMap<Expression, Type> types = new IdentityHashMap<>();

  void put(Expression expression, Type type) {
    types.put(expression, type);
  }

  Optional<Type> find(Expression expression) {
    return Optional.ofNullable(types.get(expression));
  }

  /** The unit of a number that has one of its own. */
  Optional<Unit> unit(Expression expression) {
    return types.get(expression) instanceof Type.Quantity(Unit unit) ? Optional.of(unit) : Optional.empty();
  }

  boolean contains(Type type) {
    return types.containsValue(type);
  }
}
