package io.margrid.core.request;

import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.v1.Bracket;
import io.margrid.v1.SolveRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads questions for the value of a parameter: the grid as asked, and the same with the scan as one more axis. */
final class SolveReader {
  private static final int DEFAULT_POINTS = 256;
  private static final int MIN_POINTS = 2;
  private static final int MAX_POINTS = 65_536;
  private static final FieldPath GRID = FieldPath.ROOT.field("grid", SolveRequest.GRID_FIELD_NUMBER);
  private static final TargetReader.Fields FIELDS = new TargetReader.Fields(GRID,
      FieldPath.ROOT.field("metric", SolveRequest.METRIC_FIELD_NUMBER),
      FieldPath.ROOT.field("target", SolveRequest.TARGET_FIELD_NUMBER),
      FieldPath.ROOT.field("metric_period", SolveRequest.METRIC_PERIOD_FIELD_NUMBER));
  private static final FieldPath PARAMETER = FieldPath.ROOT.field("parameter",
      SolveRequest.PARAMETER_FIELD_NUMBER);
  private static final FieldPath BRACKET = FieldPath.ROOT.field("bracket", SolveRequest.BRACKET_FIELD_NUMBER);

  private final ScenarioModels models;
  private final GridLimits limits;
  private final Faults faults = new Faults();

  SolveReader(ScenarioModels models, GridLimits limits) {
    this.models = models;
    this.limits = limits;
  }

  SolvePlan read(SolveRequest request) {
    TargetReader.Asked asked = new TargetReader(FIELDS, models, limits, faults).read(request.getGrid(),
        request.getMetric(), request.getMetricPeriod(), request.getTarget());
    List<GridQuery.Name> parameter = AnalysisRequests.required(request.getParameter(), PARAMETER,
        "a parameter of the model", faults);
    int points = scanPoints(request);
    return AnalysisRequests.sound(asked.model().flatMap(compiled -> plan(compiled, asked.query(compiled),
        parameter.stream().map(name -> scan(request, name, bracket(request, compiled, points))).toList(),
        request.getTarget())), faults);
  }

  private int scanPoints(SolveRequest request) {
    int points = request.hasScanPoints() ? request.getScanPoints() : DEFAULT_POINTS;
    if (points < MIN_POINTS || points > MAX_POINTS) {
      faults.add(FieldPath.ROOT.field("scan_points", SolveRequest.SCAN_POINTS_FIELD_NUMBER),
          Reason.INVALID_VALUE, Integer.toString(points), MIN_POINTS + " to " + MAX_POINTS);
      return DEFAULT_POINTS;
    }
    return points;
  }

  private Optional<Points> bracket(SolveRequest request, CompiledModel model, int points) {
    if (!request.hasBracket()) {
      return bounds(request, model).flatMap(bounds -> bracket(bounds, points));
    }
    long before = faults.count();
    faults.checkFinite(request.getBracket().getLower(),
        BRACKET.field("lower", Bracket.LOWER_FIELD_NUMBER));
    faults.checkFinite(request.getBracket().getUpper(),
        BRACKET.field("upper", Bracket.UPPER_FIELD_NUMBER));
    return faults.count() == before ? bracket(request.getBracket(), points) : Optional.empty();
  }

  private Optional<Points> bracket(Bracket bracket, int points) {
    if (bracket.getLower() < bracket.getUpper()
        && Double.isFinite(bracket.getUpper() - bracket.getLower())) {
      return Optional.of(new LinearPoints(bracket.getLower(), bracket.getUpper(), points));
    }
    faults.add(BRACKET, Reason.INVALID_VALUE,
        FaultText.number(bracket.getLower()) + " to " + FaultText.number(bracket.getUpper()),
        "lower below upper, with a finite difference");
    return Optional.empty();
  }

  private Optional<Bracket> bounds(SolveRequest request, CompiledModel model) {
    if (model.findParameter(request.getParameter()).isEmpty()) {
      return Optional.empty();
    }
    ParameterDefinition parameter = model.definition().parameters()
        .get(model.findParameter(request.getParameter()).getAsInt());
    if (parameter.minimum().isEmpty() || parameter.maximum().isEmpty()) {
      faults.add(BRACKET, Reason.REQUIRED, "absent",
          "lower and upper: " + parameter.name() + " is not bounded on both sides");
      return Optional.empty();
    }
    return Optional.of(Bracket.newBuilder().setLower(parameter.minimum().getAsDouble())
        .setUpper(parameter.maximum().getAsDouble()).build());
  }

  /** Without a bracket the parameter stays where it is, so that its name is looked up all the same. */
  private static GridQuery.Axis scan(SolveRequest request, GridQuery.Name parameter,
      Optional<Points> bracket) {
    Optional<GridQuery.Name> period = request.getPeriod().isEmpty()
        ? Optional.empty()
        : Optional.of(new GridQuery.Name(request.getPeriod(),
            FieldPath.ROOT.field("period", SolveRequest.PERIOD_FIELD_NUMBER)));
    Points points = bracket.orElse(new LinearPoints(1, 1, 1));
    return new GridQuery.Zipped("", List.of(),
        List.of(new GridQuery.Member(parameter, period,
            bracket.isPresent() ? AxisMode.VALUE : AxisMode.FACTOR, new GridQuery.MemberPoints.Single(points),
            BRACKET)),
        PARAMETER);
  }

  private Optional<SolvePlan> plan(CompiledModel model, GridQuery cells, List<GridQuery.Axis> scan,
      double target) {
    List<GridQuery.Axis> axes = new ArrayList<>(cells.axes());
    axes.addAll(scan);
    Optional<GridPlan> scanned = GridPlanner.plan(model,
        new GridQuery(cells.changes(), axes, cells.metrics(), cells.periods(), cells.axesField()), limits,
        faults);
    return scanned.flatMap(plan -> GridPlanner.plan(model, cells, limits, faults)
        .map(asked -> new SolvePlan(asked, plan, target)));
  }
}
