package io.margrid.core.block;

import java.util.List;

/**
 * A run of cells, one column of doubles per metric: {@code values(m)[i]} is metric {@code m} in cell
 * {@code firstCell() + i}. Every NaN has the bits {@code 0x7ff8000000000000}.
 *
 * <p>The block and its arrays belong to the cursor and are valid until its next pull; only the first
 * {@link #cellCount} entries of a column mean anything.
 */
public final class ColumnBlock {
  private final double[][] columns;
  private long firstCell;
  private int cellCount;
  private List<NonFiniteCells> nonFinite = List.of();

  /**
   * An empty block with room.
   *
   * @param metrics  number of columns
   * @param capacity cells that fit
   */
  public ColumnBlock(int metrics, int capacity) {
    columns = new double[metrics][capacity];
  }

  /** Says what the columns now hold; for the cursor that owns the block. */
  public void set(long newFirstCell, int newCellCount, List<NonFiniteCells> newNonFinite) {
    firstCell = newFirstCell;
    cellCount = newCellCount;
    nonFinite = newNonFinite;
  }

  public long firstCell() {
    return firstCell;
  }

  public int cellCount() {
    return cellCount;
  }

  public int metricCount() {
    return columns.length;
  }

  /** The column itself, not a copy. */
  public double[] values(int metric) {
    return columns[metric];
  }

  /** Cells that are not finite, by metric and kind. Usually empty. */
  public List<NonFiniteCells> nonFinite() {
    return nonFinite;
  }
}
