package io.margrid.core.analysis;

import io.margrid.core.grid.AxisMode;
import java.util.Arrays;

/**
 * How a parameter goes to its low and its high: as a value where it is the same in all periods, else as a factor of the
 * whole series.
 *
 * @param base      the parameter's value in the period looked at
 * @param low       its value there at its low, {@code low <= high}
 * @param high      its value there at its high
 * @param lowPoint  of the axis, for the low
 * @param highPoint of the axis, for the high
 * @param clamped   whether a bound stopped it short of its share
 */
record Move(int parameter, AxisMode mode, double base, double low, double high, double lowPoint,
    double highPoint,
    boolean clamped) {
  /** The point of the axis at which the parameter is where it is. */
  double neutral() {
    return mode == AxisMode.FACTOR ? 1.0 : base;
  }

  /** The axis' points: neutral but at {@code at} (the low) and after it (the high). */
  double[] points(int count, int at) {
    double[] points = new double[count];
    Arrays.fill(points, neutral());
    points[at] = lowPoint;
    points[at + 1] = highPoint;
    return points;
  }
}
