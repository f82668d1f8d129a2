package io.margrid.client.cli.output;

import io.margrid.client.GridCoordinates;
import io.margrid.v1.AxisMember.Mode;
import io.margrid.v1.Display;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import java.util.ArrayList;
import java.util.List;

/**
 * One number, or one label, that says where a cell lies: a parameter on an axis, named as on the command line
 * ({@code name}, {@code name.add}, {@code name.scale}), or the axis itself where its points have labels.
 *
 * @param name heading
 * @param unit {@code 1} for a pure number and for labels
 * @param isNumber whether the points are numbers, not labels
 * @param axis index of the axis in the header
 * @param member index of the parameter on its axis; 0 for labels
 * @param grid where the points come from
 */
record Coordinate(String name, String unit, boolean isNumber, int axis, int member, GridCoordinates grid) {
  /** The coordinates of an axis: its labels, or a number for each member. */
  static List<Coordinate> of(GridCoordinates grid, int axis) {
    GridAxis definition = grid.axis(axis);
    if (definition.getLabelsCount() > 0 || !grid.hasValues(axis)) {
      return List.of(new Coordinate(definition.getName(), "1", false, axis, 0, grid));
    }
    List<Coordinate> coordinates = new ArrayList<>();
    for (int member = 0; member < definition.getMembersCount(); member++) {
      GridAxisMember moved = definition.getMembers(member);
      coordinates.add(new Coordinate(heading(moved), unit(moved), true, axis, member, grid));
    }
    return coordinates;
  }

  /** The number at a point of the axis, counted from zero. Not for labels. */
  double value(long point) {
    return grid.value(axis, member, point);
  }

  /** The label at a point of the axis; its number, from 1, where it has none. */
  String label(long point) {
    return grid.label(axis, point).orElseGet(() -> Long.toString(point + 1));
  }

  /** The text at a point of the axis, for people. */
  String display(long point, Display hint) {
    return isNumber ? DisplayText.of(value(point), hint) : label(point);
  }

  /** The text at a point of the axis that reads back to the same double. */
  String exact(long point) {
    return isNumber ? DoubleText.of(value(point)) : label(point);
  }

  private static String heading(GridAxisMember member) {
    String period = member.getPeriod().isEmpty() ? "" : "[" + member.getPeriod() + "]";
    return member.getParameter() + period + switch (member.getMode()) {
      case MODE_ADDITION -> ".add";
      case MODE_FACTOR -> ".scale";
      case MODE_VALUE, MODE_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  private static String unit(GridAxisMember member) {
    return member.getMode() == Mode.MODE_FACTOR || member.getUnit().isEmpty() ? "1" : member.getUnit();
  }
}
