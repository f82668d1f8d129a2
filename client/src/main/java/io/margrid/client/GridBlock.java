package io.margrid.client;

import io.margrid.v1.GridHeader;
import io.margrid.v1.NonFinite;
import java.util.List;

/**
 * A run of cells, as one array per metric: {@code values(m)[i]} is metric {@code m} of the header at cell
 * {@code firstCell() + i}. The server decides where blocks end; {@link MargridClient#streamRows} cuts them into rows.
 *
 * <p>The arrays belong to this block alone: they stay as they are for as long as it is kept.
 */
public final class GridBlock implements GridEvent {
  private final GridStart start;
  private final long firstCell;
  private final int cellCount;
  private final List<double[]> columns;
  private final List<NonFinite> nonFinite;

  /** Takes the arrays without copying. */
  GridBlock(GridStart start, long firstCell, int cellCount, List<double[]> columns,
      List<NonFinite> nonFinite) {
    this.start = start;
    this.firstCell = firstCell;
    this.cellCount = cellCount;
    this.columns = columns;
    this.nonFinite = nonFinite;
  }

  GridStart start() {
    return start;
  }

  /** The same cells as a part of another stream. */
  GridBlock in(GridStart whole) {
    return new GridBlock(whole, firstCell, cellCount, columns, nonFinite);
  }

  /** The header of the stream. */
  public GridHeader header() {
    return start.header();
  }

  /** The axes' points of every cell of the stream. */
  public GridCoordinates coordinates() {
    return start.coordinates();
  }

  /** Index of the first cell in the whole grid. */
  public long firstCell() {
    return firstCell;
  }

  /** At least 1. */
  public int cellCount() {
    return cellCount;
  }

  /** Columns, as many as the header has metrics. */
  public int metricCount() {
    return columns.size();
  }

  /**
   * The values of a metric, in cell order; NaN and infinities are data. The array is this block's own, not a copy.
   *
   * @param metric position in the header's metrics, from zero
   */
  public double[] values(int metric) {
    return columns.get(metric);
  }

  /** Cells of this block that are not finite, with the reason of the first of a kind. Usually empty. */
  public List<NonFinite> nonFinite() {
    return nonFinite;
  }
}
