package io.margrid.server.wire;

import io.margrid.core.analysis.Comparison;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.ComparedMetric;
import io.margrid.v1.ComparedScenario;

/** Comparisons, as messages. */
public final class ComparisonMessages {
  private ComparisonMessages() {}

  /** Metrics and scenarios in their order. */
  public static CompareResponse of(Comparison comparison) {
    CompareResponse.Builder response = CompareResponse.newBuilder().addAllPeriods(comparison.periods());
    comparison.metrics().forEach(row -> response.addMetrics(metric(row)));
    return response.build();
  }

  private static ComparedMetric metric(Comparison.Row row) {
    ComparedMetric.Builder message = ComparedMetric.newBuilder()
        .setMetric(GridHeaders.metric(row.metric()))
        .addAllBase(row.base());
    row.scenarios().forEach(column -> message.addScenarios(scenario(column)));
    return message.build();
  }

  private static ComparedScenario scenario(Comparison.Column column) {
    return ComparedScenario.newBuilder()
        .setName(column.name())
        .addAllValues(column.values())
        .addAllDifferences(column.differences())
        .addAllRelativeDifferences(column.relative())
        .build();
  }
}
