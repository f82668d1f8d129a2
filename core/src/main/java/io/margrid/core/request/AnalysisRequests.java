package io.margrid.core.request;

import io.margrid.core.analysis.BridgePlan;
import io.margrid.core.analysis.ComparisonPlan;
import io.margrid.core.analysis.ComparisonQuery;
import io.margrid.core.analysis.FrontierPlan;
import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.analysis.TornadoPlan;
import io.margrid.core.analysis.TornadoQuery;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.InvalidRequestException;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Digest;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.Scenario;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.TornadoRequest;
import java.util.List;
import java.util.Optional;

/**
 * Turns the requests of the analysis service into questions of {@code core.analysis}. A request is checked whole, under
 * the limits of grids, and all its faults are reported at once. Thread-safe.
 */
public final class AnalysisRequests {
  private final ScenarioModels models;
  private final GridLimits gridLimits;

  public AnalysisRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits) {
    this(catalog, gridLimits, modelLimits, new WeightedCache<>(0));
  }

  /**
   * The same, with compiled models to find again.
   *
   * @param compiled callers' own models, of this catalogue and these limits
   */
  public AnalysisRequests(Catalog catalog, GridLimits gridLimits, ModelLimits modelLimits,
      WeightedCache<Digest, CompiledModel> compiled) {
    this.models = new ScenarioModels(catalog, modelLimits, compiled);
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

  /**
   * The scenario, and the ranges in which its parameters move.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public TornadoPlan tornado(TornadoRequest request) {
    Faults faults = new Faults();
    FieldPath field = FieldPath.ROOT.field("scenario", TornadoRequest.SCENARIO_FIELD_NUMBER);
    Optional<CompiledModel> model = models.find(request.getScenario(), field, faults);
    List<GridQuery.Name> metrics = GridReader.names(request.getMetricsList(),
        FieldPath.ROOT.field("metrics", TornadoRequest.METRICS_FIELD_NUMBER));
    FieldPath periodField = FieldPath.ROOT.field("period", TornadoRequest.PERIOD_FIELD_NUMBER);
    GridQuery.Changes changes = new GridReader(gridLimits, faults).scenarioChanges(request.getScenario(),
        field);
    List<GridQuery.Name> period = model
        .map(compiled -> period(request.getPeriod(), periodField, compiled)).orElse(List.of());
    TornadoQuery query = new TornadoReader(faults).read(request,
        new GridQuery(changes, List.of(), metrics, period, field));
    return sound(model.flatMap(compiled -> TornadoPlan.plan(compiled, query, gridLimits, faults)), faults);
  }

  /**
   * The base and the scenarios that are held against it.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public ComparisonPlan compare(CompareRequest request) {
    Faults faults = new Faults();
    ComparisonReader reader = new ComparisonReader(new GridReader(gridLimits, faults), faults);
    Optional<CompiledModel> model = models.find(request.getBase(), ComparisonReader.BASE, faults);
    List<Scenario> scenarios = reader.scenarios(request);
    for (int i = 0; i < scenarios.size(); i++) {
      models.checkSame(scenarios.get(i), ComparisonReader.SCENARIOS.index(i), request.getBase(), model,
          faults);
    }
    ComparisonQuery query = reader.read(request, scenarios);
    return sound(model.flatMap(compiled -> ComparisonPlan.plan(compiled, query, gridLimits, faults)), faults);
  }

  /**
   * A question for the value of a parameter in every cell of a grid.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public SolvePlan solve(SolveRequest request) {
    return new SolveReader(models, gridLimits).read(request);
  }

  /**
   * A question for what moved a metric between two scenarios.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public BridgePlan bridge(BridgeRequest request) {
    return new BridgeReader(models, gridLimits).read(request);
  }

  /**
   * A question for the contour on which a metric meets a target.
   *
   * @throws InvalidRequestException with every fault of the request
   */
  public FrontierPlan frontier(FrontierRequest request) {
    return new FrontierReader(models, gridLimits).read(request);
  }

  /** A name that must be there; none, and a fault, if it is not. */
  static List<GridQuery.Name> required(String name, FieldPath field, String rule, Faults faults) {
    if (name.isEmpty()) {
      faults.add(field, Reason.REQUIRED, "absent", rule);
      return List.of();
    }
    return List.of(new GridQuery.Name(name, field));
  }

  /** The one period looked at: the last one if none is named; none in a scalar model. */
  static List<GridQuery.Name> period(String name, FieldPath field, CompiledModel model) {
    if (name.isEmpty()) {
      return model.periods().isEmpty() ? List.of()
          : List.of(new GridQuery.Name(model.periods().getLast(), field));
    }
    return List.of(new GridQuery.Name(name, field));
  }

  /** @throws InvalidRequestException if there are faults */
  static <T> T sound(Optional<T> question, Faults faults) {
    faults.throwIfAny();
    return question.orElseThrow(() -> new IllegalStateException("neither a question nor a fault"));
  }
}
