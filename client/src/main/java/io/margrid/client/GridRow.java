package io.margrid.client;

import io.margrid.v1.GridHeader;
import java.util.List;

/**
 * A row: the cells along the last axis at one point of all others. A range that begins or ends inside a row yields
 * the part of that row that it holds: {@link #isWhole()} is false then, and {@link #firstCell()} and
 * {@link #cellCount()} say which part.
 */
public final class GridRow {
  private final GridStart start;
  private final long firstCell;
  private final List<double[]> columns;

  /** Takes the arrays without copying. */
  GridRow(GridStart start, long firstCell, List<double[]> columns) {
    this.start = start;
    this.firstCell = firstCell;
    this.columns = columns;
  }

  /** The header of the stream. */
  public GridHeader header() {
    return start.header();
  }

  /** The axes' points of every cell of the stream. */
  public GridCoordinates coordinates() {
    return start.coordinates();
  }

  /** The row's number in the whole grid, from zero: {@code firstCell() / cellsPerRow}, rounded down. */
  public long index() {
    return firstCell / header().getCellsPerRow();
  }

  /** Index in the whole grid of the first cell held. */
  public long firstCell() {
    return firstCell;
  }

  /** Cells held: {@code cellsPerRow}, or fewer where the range cuts the row. At least 1. */
  public int cellCount() {
    return columns.get(0).length;
  }

  /** Whether all cells of the row are here. */
  public boolean isWhole() {
    return cellCount() == header().getCellsPerRow();
  }

  /** Columns, as many as the header has metrics. */
  public int metricCount() {
    return columns.size();
  }

  /**
   * The values of a metric along the last axis, from {@link #firstCell()}; {@link #cellCount()} of them. The array is
   * this row's own, not a copy.
   *
   * @param metric position in the header's metrics, from zero
   */
  public double[] values(int metric) {
    return columns.get(metric);
  }
}
