package io.margrid.client.wire;

import java.util.Arrays;

/**
 * Least and greatest finite value of one metric, over all that it was given. Values are only held against those two,
 * in a loop that the compiler turns into vector instructions; a column with anything outside is looked through once
 * more. Not thread-safe.
 */
final class Extent {
  private static final int LANES = 256;

  private final double[] piece = new double[LANES];
  private final double[] excess = new double[LANES];
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  void add(double[] values) {
    for (int from = 0; from < values.length; from += LANES) {
      int count = Math.min(LANES, values.length - from);
      System.arraycopy(values, from, piece, 0, count);
      addExcess(piece, least, greatest, excess, count);
    }
    if (anyExcess()) {
      Arrays.fill(excess, 0);
      widen(values);
    }
  }

  /**
   * Adds how far each value lies outside, doubled: exactly 0 within; NaN for NaN and infinities. One index for both
   * arrays: only then the compiler knows that their order does not matter.
   */
  private static void addExcess(double[] values, double least, double greatest, double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      double above = values[i] - least;
      double below = greatest - values[i];
      sums[i] += (Math.abs(above) - above) + (Math.abs(below) - below);
    }
  }

  /** Four sums side by side: each addition waits for the one before. */
  private boolean anyExcess() {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < LANES; i += 4) {
      first += excess[i];
      second += excess[i + 1];
      third += excess[i + 2];
      fourth += excess[i + 3];
    }
    return first + second + third + fourth != 0;
  }

  private void widen(double[] values) {
    double low = least;
    double high = greatest;
    for (double value : values) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    least = low;
    greatest = high;
  }

  boolean isEmpty() {
    return least > greatest;
  }

  /** Zero has no sign; meaningless if empty. */
  double least() {
    return least + 0.0;
  }

  /** Zero has no sign; meaningless if empty. */
  double greatest() {
    return greatest + 0.0;
  }
}
