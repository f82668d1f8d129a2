package io.margrid.core.plan;

import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.Points;
import java.util.List;

/**
 * A dimension of a planned grid.
 *
 * @param name    never empty
 * @param count   number of points
 * @param labels  one for each point, or none: points are labelled by their values
 * @param members the parameters that the axis moves, as asked; none for an axis of cases
 * @param inputs  the parameters that the axis moves, with their final values; for an axis of cases too
 */
public record PlannedAxis(String name, long count, List<String> labels, List<Member> members,
    List<AxisInput> inputs) {
  public PlannedAxis {
    labels = List.copyOf(labels);
    members = List.copyOf(members);
    inputs = List.copyOf(inputs);
  }

  /** A parameter on the axis, as the caller asked for it; the unit is the parameter's, in canonical form. */
  public record Member(String parameter, String unit, AxisMode mode, Points points) {}
}
