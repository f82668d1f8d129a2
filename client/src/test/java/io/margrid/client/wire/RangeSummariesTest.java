package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import io.margrid.v1.NonFinite.Kind;
import org.junit.jupiter.api.Test;

class RangeSummariesTest {
  private static final MetricSummary NOTHING = MetricSummary.getDefaultInstance();

  private static GridSummary summary(long cells, MetricSummary... metrics) {
    GridSummary.Builder summary = GridSummary.newBuilder().setCellCount(cells);
    for (MetricSummary metric : metrics) {
      summary.addMetrics(metric);
    }
    return summary.build();
  }

  private static MetricSummary metric(double minimum, double maximum, NonFinite... nonFinite) {
    MetricSummary.Builder metric = MetricSummary.newBuilder().setMinimum(minimum).setMaximum(maximum);
    for (NonFinite entry : nonFinite) {
      metric.addNonFinite(entry);
    }
    return metric.build();
  }

  private static NonFinite entry(Kind kind, long count, long firstCell) {
    return NonFinite.newBuilder().setKind(kind).setCount(count).setFirstCell(firstCell)
        .setReason("at " + firstCell).build();
  }

  @Test
  void rangesMergeByMinimumMaximumSumAndEarliest() {
    GridSummary earlier = summary(10, metric(1, 5, entry(Kind.KIND_NEGATIVE_INFINITY, 2, 3)));
    GridSummary later = summary(7,
        metric(-1, 4, entry(Kind.KIND_NAN, 1, 12), entry(Kind.KIND_NEGATIVE_INFINITY, 3, 11)));
    assertThat(RangeSummaries.merge(earlier, later)).isEqualTo(
        summary(17, metric(-1, 5, entry(Kind.KIND_NAN, 1, 12), entry(Kind.KIND_NEGATIVE_INFINITY, 5, 3))));
  }

  @Test
  void rangesWithoutFiniteValuesAddNone() {
    assertThat(RangeSummaries.merge(summary(0, NOTHING), summary(2, metric(3, 4))))
        .isEqualTo(summary(2, metric(3, 4)));
    assertThat(RangeSummaries.merge(summary(2, metric(3, 4)), summary(0, NOTHING)))
        .isEqualTo(summary(2, metric(3, 4)));
    assertThat(RangeSummaries.merge(summary(1, NOTHING), summary(1, NOTHING))).isEqualTo(summary(2, NOTHING));
  }

  @Test
  void differentMetricsDoNotMerge() {
    assertThatThrownBy(() -> RangeSummaries.merge(summary(1, NOTHING), summary(1)))
        .hasMessage("later.metrics: 0 (expected: 1, as in earlier)");
  }
}
