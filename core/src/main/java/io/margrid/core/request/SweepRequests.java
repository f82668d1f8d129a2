package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.GridSpec;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.Scenario;
import io.margrid.v1.StreamGridRequest;
import java.util.Optional;

/**
 * Turns the requests of the sweep service into plans. A request is checked whole: shape, names, units, bounds and
 * limits, and all its faults are reported at once. Immutable.
 */
public final class SweepRequests {
  private final Catalog catalog;
  private final GridLimits gridLimits;
  private final ModelLimits modelLimits;

  public SweepRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits) {
    this.catalog = catalog;
    this.gridLimits = gridLimits;
    this.modelLimits = modelLimits;
  }

  /**
   * One scenario: a grid without axes.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public GridPlan plan(EvaluateRequest request) {
    Faults faults = new Faults();
    FieldPath scenario = FieldPath.ROOT.field("scenario", EvaluateRequest.SCENARIO_FIELD_NUMBER);
    GridQuery query = new GridReader(gridLimits, faults).evaluation(request, scenario);
    return plan(request.getScenario(), scenario, query, faults);
  }

  /**
   * A grid that is only to be described.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public GridPlan plan(PlanGridRequest request) {
    return plan(request.getGrid(), FieldPath.ROOT.field("grid", PlanGridRequest.GRID_FIELD_NUMBER),
        new Faults());
  }

  /**
   * A grid that is to be streamed, or a part of it.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public StreamPlan plan(StreamGridRequest request) {
    Faults faults = new Faults();
    RangeReader range = new RangeReader(gridLimits, faults);
    int chunkBytes = range.chunkBytes(request);
    GridPlan plan = plan(request.getGrid(), FieldPath.ROOT.field("grid", StreamGridRequest.GRID_FIELD_NUMBER),
        faults);
    return range.read(request, plan, chunkBytes);
  }

  private GridPlan plan(GridSpec grid, FieldPath field, Faults faults) {
    GridQuery query = new GridReader(gridLimits, faults).grid(grid, field);
    return plan(grid.getScenario(), field.field("scenario", GridSpec.SCENARIO_FIELD_NUMBER), query, faults);
  }

  private GridPlan plan(Scenario scenario, FieldPath field, GridQuery query, Faults faults) {
    Optional<CompiledModel> model = model(scenario, field, faults);
    Optional<GridPlan> plan = model
        .flatMap(compiled -> GridPlanner.plan(compiled, query, gridLimits, faults));
    faults.throwIfAny();
    return plan.orElseThrow(() -> new IllegalStateException("neither a plan nor a fault"));
  }

  private Optional<CompiledModel> model(Scenario scenario, FieldPath field, Faults faults) {
    return switch (scenario.getCalculationCase()) {
      case MODEL_ID -> {
        Optional<CompiledModel> model = catalog.find(scenario.getModelId());
        if (model.isEmpty()) {
          faults.add(field.field("model_id", Scenario.MODEL_ID_FIELD_NUMBER), Reason.UNKNOWN_MODEL,
              scenario.getModelId(), unknownModelRule(catalog, scenario.getModelId()));
        }
        yield model;
      }
      case MODEL -> {
        FieldPath modelField = field.field("model", Scenario.MODEL_FIELD_NUMBER);
        yield ModelReader.compile(scenario.getModel(), modelField, catalog, modelLimits, faults);
      }
      case CALCULATION_NOT_SET -> {
        faults.add(field, Reason.REQUIRED, "no model", "model_id or model");
        yield Optional.empty();
      }
    };
  }

  /** What is expected where a model's id is unknown. */
  public static String unknownModelRule(Catalog catalog, String id) {
    return Nearest.rule("a model of the catalogue", id, catalog.ids());
  }
}
