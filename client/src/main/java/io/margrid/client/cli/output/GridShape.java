package io.margrid.client.cli.output;

import io.margrid.client.GridCoordinates;
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

  /** Reads the shape from the header of a stream. */
  public GridShape(GridHeader header) {
    grid = GridCoordinates.of(header);
    for (int axis = 0; axis < grid.axisCount(); axis++) {
      coordinates.addAll(Coordinate.of(grid, axis));
    }
    metrics = List.copyOf(header.getMetricsList());
    cellCount = header.getCellCount();
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
