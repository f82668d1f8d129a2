package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * Turns the requests of the analysis service into questions of {@code core.analysis}. A request is checked whole, under
 * the limits of grids, and all its faults are reported at once. Immutable.
 */
public final class AnalysisRequests {
  private final ScenarioModels models;
  private final GridLimits gridLimits;

  public AnalysisRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits) {
    this.models = new ScenarioModels(catalog, modelLimits);
    this.gridLimits = gridLimits;
  }

  /**
   * The scenario without axes, with the metric to be explained in the one period.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public GridPlan explain(ExplainRequest request) {
    Faults faults = new Faults();
    FieldPath field = FieldPath.ROOT.field("scenario", ExplainRequest.SCENARIO_FIELD_NUMBER);
    Scenario scenario = request.getScenario();
    Optional<CompiledModel> model = models.find(scenario, field, faults);
    List<GridQuery.Name> metric = required(request.getMetric(),
        FieldPath.ROOT.field("metric", ExplainRequest.METRIC_FIELD_NUMBER), "a metric of the model", faults);
    FieldPath periodField = FieldPath.ROOT.field("period", ExplainRequest.PERIOD_FIELD_NUMBER);
    GridQuery.Changes changes = new GridReader(gridLimits, faults).scenarioChanges(scenario, field);
    return sound(model.flatMap(compiled -> GridPlanner.plan(compiled,
        new GridQuery(changes, List.of(), metric, period(request.getPeriod(), periodField, compiled), field),
        gridLimits, faults)), faults);
  }

  /** A name that must be there; none, and a fault, if it is not. */
  private static List<GridQuery.Name> required(String name, FieldPath field, String rule, Faults faults) {
    if (name.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", rule);
      return List.of();
    }
    return List.of(new GridQuery.Name(name, field));
  }

  /** The one period looked at: the last one if none is named; none in a scalar model. */
  private static List<GridQuery.Name> period(String name, FieldPath field, CompiledModel model) {
    if (name.isEmpty()) {
      return model.periods().isEmpty() ? List.of()
          : List.of(new GridQuery.Name(model.periods().getLast(), field));
    }
    return List.of(new GridQuery.Name(name, field));
  }

  /** @throws InvalidRequestException if there are faults */
  private static <T> T sound(Optional<T> question, Faults faults) {
    faults.throwIfAny();
    return question.orElseThrow(() -> new IllegalStateException("neither a question nor a fault"));
  }
}
