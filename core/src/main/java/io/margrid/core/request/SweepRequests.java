package io.margrid.core.request;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Nearest;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
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
 * limits, and all its faults are reported at once. Thread-safe.
 */
public final class SweepRequests {
  private final ScenarioModels models;
  private final GridLimits gridLimits;

  public SweepRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits) {
    this(catalog, gridLimits, modelLimits, new WeightedCache<>(0));
  }

  /**
   * The same, with compiled models to find again.
   *
   * @param compiled callers' own models, of this catalogue and these limits
   */
  public SweepRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits,
      WeightedCache<Digest, CompiledModel> compiled) {
    this.models = new ScenarioModels(catalog, modelLimits, compiled);
    this.gridLimits = gridLimits;
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
    Optional<CompiledModel> model = models.find(scenario, field, faults);
    Optional<GridPlan> plan = model
        .flatMap(compiled -> GridPlanner.plan(compiled, query, gridLimits, faults));
    faults.throwIfAny();
    return plan.orElseThrow(() -> new IllegalStateException("neither a plan nor a fault"));
  }

  /** What is expected where a model's id is unknown. */
  public static String unknownModelRule(Catalog catalog, String id) {
    return Nearest.rule("a model of the catalogue", id, catalog.ids());
  }
}
