package io.margrid.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Median and quartiles of the rounds of one measure. */
public record Spread(double median, double lower, double upper) {
  /**
   * Of rounds.
   *
   * @param rounds at least one
   */
  public static Spread of(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** For {@link Results#write}. */
  public Map<String, Object> json() {
    return Map.of("median", median, "lower_quartile", lower, "upper_quartile", upper);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, lower, upper);
  }
}
