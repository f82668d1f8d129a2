package io.margrid.core.kernel;

import java.util.Arrays;

/** What a block as a whole is like. */
public final class Reductions {
  private Reductions() {}

  /**
   * Adds to {@code excess[i]} how far {@code a[i]} lies outside an interval, doubled: exactly 0 within, above 0 or NaN
   * outside; NaN for NaN and infinities. {@link Math#min} and {@link Math#max} would take twice as long.
   *
   * @param least    if it is above {@code greatest}, nothing is within
   * @param greatest inclusive, like {@code least}
   */
  public static void addExcess(double[] a, double least, double greatest, double[] excess, int n) {
    for (int i = 0; i < n; i++) {
      double above = a[i] - least;
      double below = greatest - a[i];
      excess[i] += (Math.abs(above) - above) + (Math.abs(below) - below);
    }
  }

  /**
   * Whether any {@linkplain #addExcess excess} is not 0; afterwards all are. Four sums side by side, for one would wait
   * for itself at every step.
   */
  public static boolean clearExcess(double[] excess) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < excess.length; i += 4) {
      a += excess[i];
      b += excess[i + 1];
      c += excess[i + 2];
      d += excess[i + 3];
    }
    for (; i < excess.length; i++) {
      a += excess[i];
    }
    boolean any = a + b + (c + d) != 0;
    if (any) {
      Arrays.fill(excess, 0);
    }
    return any;
  }
}
