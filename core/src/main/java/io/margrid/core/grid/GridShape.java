package io.margrid.core.grid;

import java.util.List;

/**
 * How the cells of a grid are numbered. With points {@code i1, i2, …} on axes of {@code n1, n2, …} points:
 *
 * <pre>cell = ((i1 * n2 + i2) * n3 + i3) …</pre>
 *
 * row-major, the last axis fastest. The first {@code level} axes alone number the grid's <em>prefixes</em> by the same
 * formula; {@code cell / stride(level)} is the prefix that a cell belongs to. Immutable.
 */
public final class GridShape {
  /** The most cells a grid may have: beyond it doubles no longer count one by one. */
  public static final long MAX_CELLS = 1L << 53;

  private final long[] counts;
  private final long[] strides;

  private GridShape(long[] counts, long[] strides) {
    this.counts = counts;
    this.strides = strides;
  }

  /**
   * A shape that is known to fit.
   *
   * @param counts points of each axis, at least 1
   * @throws ArithmeticException if the cells are more than {@link #MAX_CELLS}
   */
  public static GridShape of(List<Long> counts) {
    long[] copy = counts.stream().mapToLong(Long::longValue).toArray();
    long[] strides = new long[copy.length + 1];
    strides[copy.length] = 1;
    for (int axis = copy.length - 1; axis >= 0; axis--) {
      strides[axis] = Math.multiplyExact(strides[axis + 1], copy[axis]);
      if (strides[axis] > MAX_CELLS) {
        throw new ArithmeticException("more than 2^53 cells");
      }
    }
    return new GridShape(copy, strides);
  }

  /** Number of axes. */
  public int rank() {
    return counts.length;
  }

  /** Points of an axis, counted from zero. */
  public long count(int axis) {
    return counts[axis];
  }

  /** Cells in each prefix of the first {@code level} axes; {@code stride(0)} is the whole grid, 1 at the rank. */
  public long stride(int level) {
    return strides[level];
  }

  public long cellCount() {
    return strides[0];
  }

  /** Number of prefixes of the first {@code level} axes. */
  public long prefixCount(int level) {
    return strides[0] / strides[level];
  }

  /** Cells along the last axis; 1 without axes. */
  public long cellsPerRow() {
    return counts.length == 0 ? 1 : counts[counts.length - 1];
  }

  public long rowCount() {
    return cellCount() / cellsPerRow();
  }

  /** Where a cell lies on an axis: the {@code i} of the formula above. */
  public long index(long cell, int axis) {
    return cell / strides[axis + 1] % counts[axis];
  }
}
