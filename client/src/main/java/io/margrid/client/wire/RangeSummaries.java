package io.margrid.client.wire;

import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import java.util.List;
import java.util.stream.Stream;

/** Merges the summaries of ranges that follow each other: by minimum, maximum, sum and earliest. */
public final class RangeSummaries {
  private RangeSummaries() {}

  /**
   * The summary of both ranges together.
   *
   * @param earlier of the range with the lower cells
   * @param later   of the same metrics
   */
  public static GridSummary merge(GridSummary earlier, GridSummary later) {
    if (earlier.getMetricsCount() != later.getMetricsCount()) {
      throw new IllegalArgumentException("later.metrics: " + later.getMetricsCount() + " (expected: "
          + earlier.getMetricsCount() + ", as in earlier)");
    }
    GridSummary.Builder both = GridSummary.newBuilder()
        .setCellCount(earlier.getCellCount() + later.getCellCount());
    for (int metric = 0; metric < earlier.getMetricsCount(); metric++) {
      both.addMetrics(merge(earlier.getMetrics(metric), later.getMetrics(metric)));
    }
    return both.build();
  }

  private static MetricSummary merge(MetricSummary earlier, MetricSummary later) {
    MetricSummary.Builder both = MetricSummary.newBuilder();
    if (earlier.hasMinimum() || later.hasMinimum()) {
      both.setMinimum(Math.min(
          earlier.hasMinimum() ? earlier.getMinimum() : Double.POSITIVE_INFINITY,
          later.hasMinimum() ? later.getMinimum() : Double.POSITIVE_INFINITY));
    }
    if (earlier.hasMaximum() || later.hasMaximum()) {
      both.setMaximum(Math.max(
          earlier.hasMaximum() ? earlier.getMaximum() : Double.NEGATIVE_INFINITY,
          later.hasMaximum() ? later.getMaximum() : Double.NEGATIVE_INFINITY));
    }
    List.of(NonFinite.Kind.KIND_NAN, NonFinite.Kind.KIND_POSITIVE_INFINITY,
        NonFinite.Kind.KIND_NEGATIVE_INFINITY)
        .forEach(kind -> merge(kind, earlier, later, both));
    return both.build();
  }

  /** The earlier entry of a kind tells the first cell and its reason. */
  private static void merge(NonFinite.Kind kind, MetricSummary earlier, MetricSummary later,
      MetricSummary.Builder both) {
    List<NonFinite> entries = Stream.of(earlier, later)
        .flatMap(summary -> summary.getNonFiniteList().stream()).filter(entry -> entry.getKind() == kind)
        .toList();
    if (!entries.isEmpty()) {
      both.addNonFinite(
          entries.get(0).toBuilder().setCount(entries.stream().mapToLong(NonFinite::getCount).sum()));
    }
  }
}
