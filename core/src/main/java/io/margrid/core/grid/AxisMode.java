package io.margrid.core.grid;

/** How a point of an axis acts on a parameter. */
public enum AxisMode {
  /** The point is the value. */
  VALUE,
  /** The point is added to the scenario's value. */
  ADDITION,
  /** The scenario's value is multiplied by the point. */
  FACTOR;

  /**
   * The parameter's value at a point.
   *
   * @param base  the scenario's value
   * @param point the axis' point
   */
  public double apply(double base, double point) {
    return switch (this) {
      case VALUE -> point;
      case ADDITION -> base + point;
      case FACTOR -> base * point;
    };
  }
}
