package io.margrid.core.plan;

import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.Points;
import java.util.stream.LongStream;

/**
 * A parameter that an axis moves: its final values along that axis. −0.0 is taken as 0.0.
 *
 * @param parameter index in the model
 * @param points    as asked
 * @param mode      how a point acts
 * @param base      the scenario's value, on which ADDITION and FACTOR act
 */
public record AxisInput(int parameter, Points points, AxisMode mode, double base) {
  /** Number of points. */
  public long count() {
    return points.count();
  }

  /** The parameter's value at a point of the axis. */
  public double at(long index) {
    return mode.apply(base, points.at(index)) + 0.0;
  }

  /** Puts the values at the points {@code first … first + n - 1} into {@code out[offset …]}. */
  public void fill(long first, double[] out, int offset, int n) {
    points.fill(first, out, offset, n);
    int end = offset + n;
    switch (mode) {
      case VALUE -> {
        for (int i = offset; i < end; i++) {
          out[i] = out[i] + 0.0;
        }
      }
      case ADDITION -> {
        for (int i = offset; i < end; i++) {
          out[i] = base + out[i] + 0.0;
        }
      }
      case FACTOR -> {
        for (int i = offset; i < end; i++) {
          out[i] = base * out[i] + 0.0;
        }
      }
    }
  }

  /**
   * Points among which the least and the greatest value of this input are: all of a list; of a computed sequence, which
   * is monotone but for its exact last point, the first and the last two.
   */
  long[] extremes() {
    long count = points.count();
    if (points instanceof ListedPoints) {
      return LongStream.range(0, count).toArray();
    }
    return new long[]{0, Math.min(1, count - 1), Math.max(0, count - 2), count - 1};
  }
}
