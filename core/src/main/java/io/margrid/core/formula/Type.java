package io.margrid.core.formula;

/** What kind of value an expression has. */
sealed interface Type {
  /** A number with a unit. */
  record Quantity(Unit unit) implements Type {
    static final Quantity PURE = new Quantity(Unit.ONE);
  }

  /** Kinds without a unit of their own. */
  enum Special implements Type {
    /** True or false. */
    TRUTH,
    /**
     * 0 or nan without a unit, or nothing but those under operations that keep units: it takes the unit of its
     * neighbour, which is sound since zero is zero in any unit.
     */
    ADAPTABLE,
    /** Not known because of a fault that has been reported. */
    UNKNOWN
  }
}
