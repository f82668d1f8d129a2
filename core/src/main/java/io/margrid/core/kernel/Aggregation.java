package io.margrid.core.kernel;

/** One number of a whole series, oldest value first. */
public enum Aggregation {
  FIRST, LAST, TOTAL, MEAN, IRR;

  /**
   * The meaning. TOTAL adds from the left, MEAN is that over the number of values, IRR is {@link InternalRate}.
   *
   * @param series at least one value
   */
  public double apply(double[] series) {
    return switch (this) {
      case FIRST -> series[0];
      case LAST -> series[series.length - 1];
      case TOTAL -> total(series);
      case MEAN -> total(series) / series.length;
      case IRR -> InternalRate.of(series);
    };
  }

  private static double total(double[] series) {
    double total = series[0];
    for (int i = 1; i < series.length; i++) {
      total += series[i];
    }
    return total;
  }
}
