package io.margrid.core.engine;

/**
 * The lanes of one node at one level: a buffer for each period, or a single one where the value is the same in all
 * periods, or is read only in the period in which it is computed.
 */
final class Lanes {
  private static final Lanes NONE = single(new double[0]);

  private final double[][] periods;

  private Lanes(double[][] periods) {
    this.periods = periods;
  }

  /** One buffer, whatever the period. */
  static Lanes single(double[] buffer) {
    return new Lanes(new double[][]{buffer});
  }

  /** A buffer for each period. */
  static Lanes history(int periods, int lanes) {
    return new Lanes(new double[periods][lanes]);
  }

  /** In the place of buffers, where a program is only laid out. */
  static Lanes none() {
    return NONE;
  }

  double[] in(int period) {
    return periods[periods.length == 1 ? 0 : period];
  }

  /** Number of buffers. */
  int count() {
    return periods.length;
  }

  int capacity() {
    return periods[0].length;
  }
}
