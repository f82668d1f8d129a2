package io.margrid.core.analysis;

import io.margrid.core.grid.Points;
import io.margrid.core.plan.GridPlan;

/**
 * A question for the contour on which a metric meets a target.
 *
 * @param grid   two axes of one parameter each, points strictly ascending or descending; one metric in one period
 * @param target finite
 */
public record FrontierPlan(GridPlan grid, double target) {
  public FrontierPlan {
    if (grid.laneShape().rank() != 2 || grid.laneShape().cellCount() != grid.shape().cellCount()) {
      throw new IllegalArgumentException("grid: not two axes and one value in a lane (expected: both)");
    }
  }

  /** Points of an axis. */
  Points points(int axis) {
    return grid.axes().get(axis).movements().getFirst().points();
  }
}
