package io.margrid.core.grid;

/**
 * The points of one parameter along an axis: finite numbers, at least one, computed where they are not listed.
 *
 * <p>{@link #at} says what the points are; {@link #fill} gives the same bits for a run of them.
 */
public sealed interface Points permits LinearPoints, LogarithmicPoints, ListedPoints {
  /** Number of points, 1 to 2^53. */
  long count();

  /**
   * One point.
   *
   * @param index from zero, below {@link #count}
   */
  double at(long index);

  /** Puts the points {@code first … first + n - 1} into {@code out[offset …]}. */
  void fill(long first, double[] out, int offset, int n);
}
