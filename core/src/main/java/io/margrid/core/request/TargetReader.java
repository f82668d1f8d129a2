package io.margrid.core.request;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.GridSpec;
import java.util.List;
import java.util.Optional;

/** What questions with a target have in common: a grid that leaves metrics and periods to fields beside it. */
final class TargetReader {
  private final Fields fields;
  private final ScenarioModels models;
  private final GridLimits limits;
  private final Faults faults;

  /** Where in the request. */
  record Fields(FieldPath grid, FieldPath metric, FieldPath target, FieldPath period) {}

  /**
   * A question, but for its target.
   *
   * @param axes of the grid that are without a fault
   */
  record Asked(Optional<CompiledModel> model, GridQuery.Changes changes, List<GridQuery.Axis> axes,
      List<GridQuery.Name> metric, String period, Fields fields) {

    /** The grid with the one metric in the one period. */
    GridQuery query(CompiledModel compiled) {
      return new GridQuery(changes, axes, metric, AnalysisRequests.period(period, fields.period, compiled),
          fields.grid.field("axes", GridSpec.AXES_FIELD_NUMBER));
    }
  }

  TargetReader(Fields fields, ScenarioModels models, GridLimits limits, Faults faults) {
    this.fields = fields;
    this.models = models;
    this.limits = limits;
    this.faults = faults;
  }

  Asked read(GridSpec spec, String metric, String period, double target) {
    Optional<CompiledModel> model = models.find(spec.getScenario(),
        fields.grid.field("scenario", GridSpec.SCENARIO_FIELD_NUMBER), faults);
    GridQuery grid = new GridReader(limits, faults).grid(spec, fields.grid);
    checkEmpty(spec.getMetricsCount(), "metric", fields.grid.field("metrics", GridSpec.METRICS_FIELD_NUMBER),
        "none: metric says which");
    checkEmpty(spec.getPeriodsCount(), "period", fields.grid.field("periods", GridSpec.PERIODS_FIELD_NUMBER),
        "none: metric_period says which");
    faults.checkFinite(target, fields.target);
    return new Asked(model, grid.changes(), grid.axes(),
        AnalysisRequests.required(metric, fields.metric, "a metric of the model", faults), period, fields);
  }

  private void checkEmpty(int count, String what, FieldPath field, String rule) {
    if (count > 0) {
      faults.add(field, Reason.INVALID_VALUE, FaultText.count(count, what, what + "s"), rule);
    }
  }
}
