package io.margrid.core.plan;

import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.Points;
import java.util.List;
import java.util.Optional;

/**
 * A dimension of a planned grid.
 *
 * @param name      never empty
 * @param count     number of points
 * @param labels    one for each point, or none: points are labelled by their values
 * @param members   the parameters that the axis moves, as asked; none for an axis of cases or periods
 * @param movements what the axis does to the model's parameters; for an axis of cases too
 */
public record PlannedAxis(String name, long count, List<String> labels, List<Member> members,
    List<Movement> movements) {
  public PlannedAxis {
    labels = List.copyOf(labels);
    members = List.copyOf(members);
    movements = List.copyOf(movements);
  }

  /**
   * A parameter on the axis, as the caller asked for it.
   *
   * @param period the one in which it moves; empty for all
   * @param unit   the parameter's, in canonical form
   * @param points empty where each point is a whole series
   */
  public record Member(String parameter, String period, String unit, AxisMode mode,
      Optional<Points> points) {}
}
