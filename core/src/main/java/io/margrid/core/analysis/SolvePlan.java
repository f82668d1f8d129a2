package io.margrid.core.analysis;

import io.margrid.core.plan.GridPlan;

/**
 * A question for the value of a parameter at which a metric meets a target, in every cell of a grid.
 *
 * @param cells  the grid, without the parameter; for a model with periods the last axis is the one period asked
 * @param scan   the same grid with the scan of the bracket, ascending, as its last axis but for the period; one metric
 * @param target finite
 */
public record SolvePlan(GridPlan cells, GridPlan scan, double target) {
  public SolvePlan {
    if (scan.laneShape().cellCount() != scan.shape().cellCount() || scan.metrics().size() != 1) {
      throw new IllegalArgumentException(
          "scan: several values in a lane (expected: one metric in one period)");
    }
  }

  /** The axis of the scan. */
  int scanAxis() {
    return scan.laneShape().rank() - 1;
  }

  /** Points of the scan. */
  int scanPoints() {
    return Math.toIntExact(scan.laneShape().count(scanAxis()));
  }
}
