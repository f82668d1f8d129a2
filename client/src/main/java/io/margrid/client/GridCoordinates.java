package io.margrid.client;

import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.LogarithmicPoints;
import java.util.Optional;

/**
 * Where a cell stands: the point of every axis, and the points' values. Follows from the header alone, so that no
 * coordinates travel with the cells.
 *
 * <p>With points i₁, i₂, i₃ counted from zero on axes of n₁, n₂, n₃ points,
 * {@code cell = (i₁ * n₂ + i₂) * n₃ + i₃}: row-major, the last axis fastest. Immutable.
 */
public final class GridCoordinates {
  private final GridHeader header;
  /** {@code strides[a]} cells lie between neighbouring points of axis {@code a}. */
  private final long[] strides;
  private final long cellCount;

  private GridCoordinates(GridHeader header) {
    this.header = header;
    this.strides = new long[header.getAxesCount()];
    long cells = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = cells;
      cells = Math.multiplyExact(cells, header.getAxes(axis).getCount());
    }
    this.cellCount = cells;
  }

  /**
   * The coordinates of a grid.
   *
   * @param header of a stream, or made from its axes by hand
   * @throws ArithmeticException if the axes have more than 2⁶³ − 1 cells
   */
  public static GridCoordinates of(GridHeader header) {
    return new GridCoordinates(header);
  }

  /** Zero for a single cell. */
  public int axisCount() {
    return strides.length;
  }

  /** The axis as the server sent it. */
  public GridAxis axis(int axis) {
    return header.getAxes(axis);
  }

  /** Points of an axis, at least 1. */
  public long pointCount(int axis) {
    return header.getAxes(axis).getCount();
  }

  /**
   * Which point of an axis a cell is at, from zero.
   *
   * @throws IndexOutOfBoundsException if the grid has no such cell
   */
  public long point(int axis, long cell) {
    checkIndex("cell", cell, cellCount);
    return cell / strides[axis] % pointCount(axis);
  }

  /**
   * The cell at these points, one for each axis: the inverse of {@link #point}.
   *
   * @throws IndexOutOfBoundsException if an axis has no such point
   */
  public long cell(long... points) {
    if (points.length != strides.length) {
      throw new IllegalArgumentException("points: " + points.length + " (expected: " + strides.length + ")");
    }
    long cell = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      checkIndex("point", points[axis], pointCount(axis));
      cell += points[axis] * strides[axis];
    }
    return cell;
  }

  /** Whether the points of an axis have numbers: not so for cases, periods and whole series. */
  public boolean hasValues(int axis) {
    GridAxis definition = axis(axis);
    return definition.getMembersCount() > 0 && hasValues(definition.getMembers(0));
  }

  /** The value of a point on an axis: that of its first member. */
  public double value(int axis, long point) {
    return value(axis, 0, point);
  }

  /**
   * The value of a point, the same bits that the server computes with. Linear: start + i × ((stop − start) /
   * (count − 1)), the last exactly stop. Logarithmic where the header gives no values (beyond 65 536 on the axis):
   * start × (stop / start)^(i / (count − 1)) by {@link StrictMath#pow}, both ends exact. Otherwise as given in the
   * header. Never −0.0.
   *
   * @param member which of the parameters that move together, from zero
   * @param point  from zero
   * @throws IndexOutOfBoundsException if there is no such member or point
   * @throws IllegalStateException     if the member's points have no single value
   */
  public double value(int axis, int member, long point) {
    checkIndex("point", point, pointCount(axis));
    GridAxisMember definition = axis(axis).getMembers(member);
    if (!hasValues(definition)) {
      throw new IllegalStateException(
          "axis " + axis(axis).getName() + ": no values (expected: points with values)");
    }
    // −0.0 + 0.0 is 0.0; every other value stays as it is.
    return pointValue(definition, point) + 0.0;
  }

  /** The label of a point; empty where the axis has none and its value says it all. */
  public Optional<String> label(int axis, long point) {
    checkIndex("point", point, pointCount(axis));
    GridAxis definition = axis(axis);
    // As many labels as points means that the point fits an int.
    return definition.getLabelsCount() == 0 ? Optional.empty()
        : Optional.of(definition.getLabels((int) point));
  }

  private static boolean hasValues(GridAxisMember member) {
    return member.getValuesCount() > 0 || member.hasLinear() || member.hasLogarithmic();
  }

  private static double pointValue(GridAxisMember member, long point) {
    if (member.getValuesCount() > 0) {
      return member.getValues((int) point);
    }
    return member.hasLinear() ? linear(member.getLinear(), point)
        : logarithmic(member.getLogarithmic(), point);
  }

  private static double linear(LinearPoints points, long point) {
    long last = points.getCount() - 1;
    if (point == last) {
      return points.getStop();
    }
    double step = (points.getStop() - points.getStart()) / last;
    return points.getStart() + point * step;
  }

  private static double logarithmic(LogarithmicPoints points, long point) {
    long last = points.getCount() - 1;
    if (point == 0 || point == last) {
      return point == 0 ? points.getStart() : points.getStop();
    }
    double ratio = points.getStop() / points.getStart();
    return points.getStart() * StrictMath.pow(ratio, (double) point / last);
  }

  private static void checkIndex(String name, long index, long count) {
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(name + ": " + index + " (expected: 0 to " + (count - 1) + ")");
    }
  }
}
