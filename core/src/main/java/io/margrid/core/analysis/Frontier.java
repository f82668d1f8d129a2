package io.margrid.core.analysis;

import io.margrid.core.stop.Stop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The contour on which a metric meets a target, by marching squares (W. E. Lorensen, H. E. Cline, 1987, in the plane): a
 * cell of the grid whose corners lie on both sides of the target is crossed by a line, from edge to edge. Where it meets an
 * edge is the exact root along that edge, as {@link SolveCursor} finds it. A saddle, whose opposite corners lie on the same
 * side, is resolved by the metric at the middle of the cell. A cell with a corner that is not finite is not crossed, nor is an
 * edge on which the metric changes its sign at a pole.
 */
public final class Frontier {
  private final double[] values;
  private final List<Line> lines;

  private Frontier(double[] values, List<Line> lines) {
    this.values = values;
    this.lines = List.copyOf(lines);
  }

  /**
   * A connected piece of the contour, ordered along it.
   *
   * @param closed whether the last point joins the first
   * @param points at least two, neighbours differ
   */
  public record Line(boolean closed, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** Points of the two axes: the parameters' values, or the additions or factors by which the axes move them. */
  public record Point(double first, double second) {}

  /** The metric at the grid's points, row-major; a copy. */
  public double[] values() {
    return values.clone();
  }

  /** None: the metric does not cross the target on the grid. */
  public List<Line> lines() {
    return lines;
  }

  /**
   * Draws the contour.
   *
   * @param stop asked between the steps
   */
  public static Frontier of(FrontierPlan plan, Stop stop) {
    double[] values = Columns.of(plan.grid(), stop)[0];
    GridEdges edges = GridEdges.of(plan, values, stop);
    return new Frontier(values, Contours.trace(segments(plan, values, edges, stop), edges.points()));
  }

  private static List<int[]> segments(FrontierPlan plan, double[] values, GridEdges edges,
      Stop stop) {
    List<int[]> segments = new ArrayList<>();
    List<Square> saddles = new ArrayList<>();
    int rows = (int) plan.grid().laneShape().count(0);
    int columns = (int) plan.grid().laneShape().count(1);
    for (int row = 0; row + 1 < rows; row++) {
      for (int column = 0; column + 1 < columns; column++) {
        Square square = Square.of(values, columns, row, column, plan.target());
        if (square.isSaddle()) {
          saddles.add(square);
        } else {
          segments.addAll(square.segments(edges, false));
        }
      }
    }
    boolean[] above = centresAbove(plan, saddles, stop);
    for (int i = 0; i < above.length; i++) {
      segments.addAll(saddles.get(i).segments(edges, above[i]));
    }
    return segments;
  }

  private static boolean[] centresAbove(FrontierPlan plan, List<Square> saddles, Stop stop) {
    boolean[] above = new boolean[saddles.size()];
    if (saddles.isEmpty()) {
      return above;
    }
    double[] first = new double[above.length];
    double[] second = new double[above.length];
    for (int i = 0; i < above.length; i++) {
      Square square = saddles.get(i);
      first[i] = middle(plan.points(0).at(square.row()), plan.points(0).at(square.row() + 1L));
      second[i] = middle(plan.points(1).at(square.column()), plan.points(1).at(square.column() + 1L));
    }
    double[] centres = Columns
        .of(plan.grid().pick(new long[above.length], Map.of(0, first, 1, second)), stop)[0];
    for (int i = 0; i < above.length; i++) {
      above[i] = centres[i] >= plan.target();
    }
    return above;
  }

  private static double middle(double a, double b) {
    return a / 2 + b / 2;
  }
}
