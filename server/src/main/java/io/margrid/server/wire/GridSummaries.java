package io.margrid.server.wire;

import io.margrid.core.block.ColumnSummary;
import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import java.util.List;

/** What the metrics did over the cells of a call. */
final class GridSummaries {
  private GridSummaries() {}

  static GridSummary of(long cellCount, List<ColumnSummary> columns) {
    GridSummary.Builder summary = GridSummary.newBuilder().setCellCount(cellCount);
    columns.forEach(column -> summary.addMetrics(metric(column)));
    return summary.build();
  }

  private static MetricSummary metric(ColumnSummary column) {
    MetricSummary.Builder metric = MetricSummary.newBuilder();
    column.minimum().ifPresent(metric::setMinimum);
    column.maximum().ifPresent(metric::setMaximum);
    column.nonFinite().forEach(cells -> metric.addNonFinite(NonFinites.of(cells)));
    return metric.build();
  }
}
