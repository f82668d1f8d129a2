package io.margrid.bench.wire;

import java.util.List;
import java.util.Locale;

/** Median and quartiles of the rounds of one measure. */
record Spread(double median, double lower, double upper) {
  static Spread of(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  String json() {
    return String.format(Locale.ROOT,
        "{\"median\": %.4g, \"lower_quartile\": %.4g, \"upper_quartile\": %.4g}", median,
        lower, upper);
  }
}
