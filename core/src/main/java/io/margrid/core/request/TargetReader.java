package io.margrid.core.request;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.v1.GridSpec;

/** What questions with a target have in common: a grid that leaves metrics and periods to them. */
final class TargetReader {
  private TargetReader() {}

  /** Reports metrics and periods of the grid: the question has fields of its own for them. */
  static void checkGrid(GridSpec grid, FieldPath field, Faults faults) {
    if (grid.getMetricsCount() > 0) {
      faults.add(field.field("metrics", GridSpec.METRICS_FIELD_NUMBER), Reason.INVALID_VALUE,
          FaultText.count(grid.getMetricsCount(), "metric", "metrics"), "none: metric says which");
    }
    if (grid.getPeriodsCount() > 0) {
      faults.add(field.field("periods", GridSpec.PERIODS_FIELD_NUMBER), Reason.INVALID_VALUE,
          FaultText.count(grid.getPeriodsCount(), "period", "periods"), "none: metric_period says which");
    }
  }
}
