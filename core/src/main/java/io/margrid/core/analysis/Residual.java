package io.margrid.core.analysis;

import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.Map;

/** What is to be brought to zero, as a function of a lane of a grid and a point along one axis. */
@FunctionalInterface
interface Residual {
  /**
   * The values at single points. The sign is exact.
   *
   * @param lanes  at least one
   * @param points one for each lane
   * @param stop   asked while they take long
   */
  double[] at(long[] lanes, double[] points, Stop stop);

  /**
   * The first metric of a plan less a target.
   *
   * @param plan one value for each lane: a scalar model, or one period asked
   * @param axis along which the lanes are moved
   */
  static Residual of(GridPlan plan, int axis, double target) {
    return (lanes, points, stop) -> {
      double[] values = Columns.of(plan.pick(lanes, Map.of(axis, points)), stop)[0];
      for (int i = 0; i < values.length; i++) {
        values[i] -= target;
      }
      return values;
    };
  }

  /** The first metric of a plan less the second. */
  static Residual ofDifference(GridPlan plan, int axis) {
    return (lanes, points, stop) -> {
      double[][] values = Columns.of(plan.pick(lanes, Map.of(axis, points)), stop);
      for (int i = 0; i < points.length; i++) {
        values[0][i] -= values[1][i];
      }
      return values[0];
    };
  }
}
