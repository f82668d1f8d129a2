package io.margrid.bench.load;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Places in sorted samples. */
final class Quantiles {
  private Quantiles() {}

  /** The smallest sample that at least that share of them does not exceed; NaN of none. */
  static double at(double share, double... sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Median and quartiles of rounds. */
  static String spread(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", at(0.5, sorted), at(0.25, sorted),
        at(0.75, sorted));
  }

  /** All rounds, as a JSON array. */
  static String json(List<Double> rounds) {
    return rounds.stream().map(value -> String.format(Locale.ROOT, "%.4g", value))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
