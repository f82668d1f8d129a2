package io.margrid.core.kernel;

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
}
