package io.margrid.core.block;

/** The values of a double that are not finite numbers. */
public enum NonFiniteKind {
  NAN, POSITIVE_INFINITY, NEGATIVE_INFINITY;

  /** The kind of a value that is not finite. */
  public static NonFiniteKind of(double value) {
    if (Double.isNaN(value)) {
      return NAN;
    }
    return value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
  }
}
