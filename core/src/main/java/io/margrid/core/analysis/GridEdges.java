package io.margrid.core.analysis;

import io.margrid.core.stop.Stop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The edges between neighbouring points of a grid, and the points where the contour crosses them. With {@code m} columns,
 * the edge from (row, column) along the second axis has the number {@code 2 * (row * m + column)}, the one along the first
 * axis the number after it.
 */
final class GridEdges {
  private final int columns;
  private final Map<Integer, Frontier.Point> points = new HashMap<>();

  private GridEdges(int columns) {
    this.columns = columns;
  }

  static GridEdges of(FrontierPlan plan, double[] values, Stop stop) {
    GridEdges edges = new GridEdges((int) plan.grid().laneShape().count(1));
    edges.add(plan, values, 0, stop);
    edges.add(plan, values, 1, stop);
    return edges;
  }

  /** The edge from (row, column) to (row, column + 1). */
  int across(int row, int column) {
    return 2 * (row * columns + column);
  }

  /** The edge from (row, column) to (row + 1, column). */
  int down(int row, int column) {
    return across(row, column) + 1;
  }

  /** Where edges are crossed, by their numbers. */
  Map<Integer, Frontier.Point> points() {
    return points;
  }

  private void add(FrontierPlan plan, double[] values, int axis, Stop stop) {
    int step = axis == 0 ? columns : 1;
    List<Integer> numbers = new ArrayList<>();
    List<Crossing> crossings = new ArrayList<>();
    for (int cell = 0; cell + step < values.length; cell++) {
      double here = values[cell] - plan.target();
      double next = values[cell + step] - plan.target();
      boolean inGrid = axis == 0 || cell % columns + 1 < columns;
      if (inGrid && isCrossed(values[cell], values[cell + step], plan.target())) {
        long index = axis == 0 ? cell / columns : cell % columns;
        numbers.add(2 * cell + (axis == 0 ? 1 : 0));
        crossings
            .add(crossing(cell, plan.points(axis).at(index), plan.points(axis).at(index + 1), here, next));
      }
    }
    Refinement.narrow(crossings, Residual.of(plan.grid(), axis, plan.target()), stop);
    for (int i = 0; i < crossings.size(); i++) {
      int number = numbers.get(i);
      int cell = number / 2;
      crossings.get(i).root().ifPresent(root -> points.put(number, axis == 0
          ? new Frontier.Point(root, plan.points(1).at(cell % columns) + 0.0)
          : new Frontier.Point(plan.points(0).at(cell / columns) + 0.0, root)));
    }
  }

  private static boolean isCrossed(double here, double next, double target) {
    return Double.isFinite(here) && Double.isFinite(next) && here >= target != next >= target;
  }

  private static Crossing crossing(long lane, double here, double next, double atHere, double atNext) {
    if (atHere == 0 || atNext == 0) {
      double root = (atHere == 0 ? here : next) + 0.0;
      return new Crossing(lane, root, root, 0, 0);
    }
    return here < next
        ? new Crossing(lane, here, next, atHere, atNext)
        : new Crossing(lane, next, here, atNext, atHere);
  }
}
