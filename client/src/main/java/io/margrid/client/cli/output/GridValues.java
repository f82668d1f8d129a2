package io.margrid.client.cli.output;

/** A whole grid in memory, for views that need to see all of it. */
public final class GridValues {
  private final GridShape shape;
  private final double[][] values;

  /** Takes the columns without copying: one for each metric of the shape, as long as the grid has cells. */
  GridValues(GridShape shape, double[][] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Axes and metrics. */
  public GridShape shape() {
    return shape;
  }

  /** The values of a metric, in cell order; not a copy. */
  public double[] column(int metric) {
    return values[metric];
  }

  /** The value of a metric at a cell of a grid of two axes. */
  public double at(int metric, long row, long column) {
    return values[metric][(int) (row * shape.count(1) + column)];
  }
}
