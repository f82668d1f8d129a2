package io.margrid.client.wire;

import java.util.Arrays;

/**
 * Least and greatest finite value of one metric, over all that it was given. Values are only held against those two,
 * in a loop that the compiler turns into vector instructions; a column with anything outside is looked through once
 * more. Not thread-safe.
 */
final class Extent {
  private static final int LANES = 256;

  private final double[] excess = new double[LANES];
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  void add(double[] values) {
    int whole = values.length - values.length % LANES;
    for (int from = 0; from < whole; from += LANES) {
      addExcess(values, from, LANES);
    }
    addExcess(values, whole, values.length - whole);
    double outside = 0;
    for (double each : excess) {
      outside += each;
    }
    if (outside != 0) {
      Arrays.fill(excess, 0);
      widen(values);
    }
  }

  /** Adds how far each value lies outside, doubled: exactly 0 within; NaN for NaN and infinities. */
  private void addExcess(double[] values, int from, int count) {
    double low = least;
    double high = greatest;
    double[] sums = excess;
    for (int i = 0; i < count; i++) {
      double above = values[from + i] - low;
      double below = high - values[from + i];
      sums[i] += (Math.abs(above) - above) + (Math.abs(below) - below);
    }
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
