package io.margrid.core.plan;

import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.Points;

/**
 * What an axis does to one parameter.
 *
 * @param parameter index in the model
 * @param period    the one in which the parameter moves, or {@link #ALL_PERIODS}
 * @param mode      how a point acts
 * @param points    one for each point of the axis
 */
public record Movement(int parameter, int period, AxisMode mode, Points points) {
  /** The parameter moves in every period alike. */
  public static final int ALL_PERIODS = -1;

  /** Whether the parameter moves in that period. */
  public boolean moves(int inPeriod) {
    return period == ALL_PERIODS || period == inPeriod;
  }
}
