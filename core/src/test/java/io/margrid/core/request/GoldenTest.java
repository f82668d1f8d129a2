package io.margrid.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every metric of the models over time, in every period, against a second implementation: see golden.py. */
class GoldenTest {
  private static final double RELATIVE = 1e-12;
  private static final double RESIDUAL = 1e-15;

  @ParameterizedTest
  @ValueSource(strings = {"lab-arr", "lab-arr-monthly", "lab-segments", "subscriptions", "lab-pnl",
      "provider-mix",
      "margin-bridge", "capacity", "silicon-mix", "segment-normalisation", "vertical-roic",
      "platform-exposure"})
  void everyMetricInEveryPeriodIsThatOfTheSecondImplementation(String id) {
    DefaultValues values = new DefaultValues(id);
    Set<String> metrics = new HashSet<>();
    int cells = 0;
    for (Map<String, String> row : Csv.rows(id + ".csv")) {
      String metric = Csv.cell(row, "metric");
      String period = Csv.cell(row, "period");
      double expected = Double.parseDouble(Csv.cell(row, "value"));
      double tolerance = metric.startsWith("bridge_residual_") ? RESIDUAL : RELATIVE * Math.abs(expected);
      double actual = values.metric(metric, period);
      if (Double.isFinite(expected)) {
        assertThat(actual).as("%s in %s", metric, period).isCloseTo(expected, within(tolerance));
      } else {
        assertThat(actual).as("%s in %s", metric, period).isEqualTo(Double.valueOf(expected));
      }
      metrics.add(metric);
      cells++;
    }
    assertThat(cells).isEqualTo(metrics.size() * values.model().periodCount());
    Set<String> bound = new HashSet<>(values.model().metricNames());
    bound.removeAll(metrics);
    assertThat(bound).isSubsetOf("provider_opex_per_mw");
  }
}
