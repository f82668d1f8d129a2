package io.margrid.bench.wire;

import java.util.concurrent.atomic.DoubleAdder;

/** Takes what was made of received values, so that no compiler can leave out the reading. */
final class Touched {
  private static final DoubleAdder SUM = new DoubleAdder();

  private Touched() {}

  static void add(double value) {
    SUM.add(value);
  }

  /** Sums in four lanes: one would wait for each addition. */
  static double sum(double[] values) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < values.length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < values.length; i++) {
      a += values[i];
    }
    return a + b + c + d;
  }
}
