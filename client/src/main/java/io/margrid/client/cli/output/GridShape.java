package io.margrid.client.cli.output;

import io.margrid.client.GridCoordinates;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import java.util.ArrayList;
import java.util.List;

/** A grid's axes, as headings and points, and its metrics. */
public final class GridShape {
  private final GridCoordinates grid;
  private final List<Coordinate> coordinates = new ArrayList<>();
  private final List<GridMetric> metrics;
  private final long cellCount;
  private final String note;

  /** Reads the shape from the header of a stream. */
  public GridShape(GridHeader header) {
    this(header, "");
  }

  private GridShape(GridHeader header, String note) {
    this.note = note;
    grid = GridCoordinates.of(header);
    for (int axis = 0; axis < grid.axisCount(); axis++) {
      coordinates.addAll(Coordinate.of(grid, axis));
    }
    metrics = List.copyOf(header.getMetricsList());
    cellCount = header.getCellCount();
  }

  /** The shape of a grid over other axes and a single period without that period's axis: the cells are the same. */
  static GridShape withoutSinglePeriod(GridHeader header) {
    int last = header.getAxesCount() - 1;
    GridAxis axis = last < 1 ? GridAxis.getDefaultInstance() : header.getAxes(last);
    boolean single = axis.getCount() == 1 && isTime(axis)
        && axis.getLabelsCount() == 1;
    return single ? new GridShape(header.toBuilder().removeAxes(last).build(), " in " + axis.getLabels(0))
        : new GridShape(header);
  }

  /** What headings add to a metric's name: the only period, if it is no axis. */
  public String note() {
    return note;
  }

  /** Number of axes. */
  public int axisCount() {
    return grid.axisCount();
  }

  /** Points of an axis. */
  public long count(int axis) {
    return grid.pointCount(axis);
  }

  /** Cells in all. */
  public long cellCount() {
    return cellCount;
  }

  /** In the order of the columns. */
  public List<GridMetric> metrics() {
    return metrics;
  }

  /** Whether the points of an axis are numbers, not labels. */
  public boolean hasNumbers(int axis) {
    return coordinates(axis).get(0).isNumber();
  }

  /** Whether the points of an axis are positive and evenly spaced in their logarithm. */
  public boolean isLogarithmic(int axis) {
    var members = grid.axis(axis).getMembersList();
    return !members.isEmpty() && members.get(0).hasLogarithmic()
        && members.get(0).getLogarithmic().getStart() > 0;
  }

  /** Whether an axis holds the periods of a model. */
  public boolean isTime(int axis) {
    return isTime(grid.axis(axis));
  }

  private static boolean isTime(GridAxis axis) {
    return axis.getMembersCount() == 0 && axis.getName().equals("period");
  }

  /** The number at a point of an axis: that of its first parameter. */
  public double value(int axis, long point) {
    return grid.value(axis, point);
  }

  /** The point of an axis at which a cell lies. */
  long point(int axis, long cell) {
    return grid.point(axis, cell);
  }

  /** All coordinates, by axis; an axis has one or, if zipped, several. */
  List<Coordinate> coordinates() {
    return coordinates;
  }

  /** The coordinates of one axis. */
  List<Coordinate> coordinates(int axis) {
    return coordinates.stream().filter(coordinate -> coordinate.axis() == axis).toList();
  }
}
