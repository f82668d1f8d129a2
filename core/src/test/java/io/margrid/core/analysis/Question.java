package io.margrid.core.analysis;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.LinearPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.model.Catalog;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.Display;
import io.margrid.core.model.MetricDefinition;
import io.margrid.core.model.ModelCompiler;
import io.margrid.core.model.ModelDefinition;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.model.ParameterDefinition;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Questions of models with a single metric {@code m}; parameters are pure numbers and 0 unless set. */
final class Question {
  private final CompiledModel model;

  private Question(CompiledModel model) {
    this.model = model;
  }

  static Question of(CompiledModel model) {
    return new Question(model);
  }

  static Question of(String formula, String... parameters) {
    return over(List.of(), formula, parameters);
  }

  static Question over(List<String> periods, String formula, String... parameters) {
    List<ParameterDefinition> definitions = Stream.of(parameters).map(name -> new ParameterDefinition(name,
        "1", List.of(0.0), OptionalDouble.empty(), OptionalDouble.empty(), "", "", Display.PLAIN)).toList();
    ModelDefinition definition = new ModelDefinition("test", "", "", "", periods, List.of(), definitions,
        List.of(new MetricDefinition("m", Optional.of("1"), formula, "", Display.PLAIN)), List.of());
    Faults faults = new Faults();
    return new Question(ModelCompiler
        .compile(definition, FieldPath.ROOT, Catalog.of(List.of()), ModelLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder())));
  }

  static GridQuery.Axis axis(String parameter, Points points) {
    return new GridQuery.Zipped("", List.of(), List.of(new GridQuery.Member(name(parameter), Optional.empty(),
        AxisMode.VALUE, new GridQuery.MemberPoints.Single(points), FieldPath.ROOT)), FieldPath.ROOT);
  }

  GridPlan plan(Map<String, Double> settings, GridQuery.Axis... axes) {
    List<GridQuery.Name> periods = model.periods().isEmpty()
        ? List.of()
        : List.of(name(model.periods().getLast()));
    GridQuery query = new GridQuery(
        new GridQuery.Changes(settings.entrySet().stream().map(setting -> new GridQuery.Setting(
            name(setting.getKey()), new GridQuery.Values.Single(setting.getValue()), FieldPath.ROOT))
            .toList(), List.of()),
        List.of(axes), List.of(name(model.metricNames().getLast())), periods, FieldPath.ROOT);
    Faults faults = new Faults();
    return GridPlanner.plan(model, query, GridLimits.DEFAULT, faults)
        .orElseThrow(() -> new AssertionError(faults.inFieldOrder()));
  }

  SolvePlan solve(String parameter, double lower, double upper, int points, double target,
      GridQuery.Axis... axes) {
    List<GridQuery.Axis> withScan = new ArrayList<>(List.of(axes));
    withScan.add(axis(parameter, new LinearPoints(lower, upper, points)));
    return new SolvePlan(plan(Map.of(), axes), plan(Map.of(), withScan.toArray(GridQuery.Axis[]::new)),
        target);
  }

  /** The solutions of all cells. */
  static List<Solution> solutions(SolvePlan plan) {
    SolveCursor cursor = SolveCursor.open(plan, Stop.NEVER);
    List<Solution> solutions = new ArrayList<>();
    while (cursor.advance()) {
      if (cursor.firstCell() != solutions.size()) {
        throw new AssertionError("cell " + cursor.firstCell() + " after " + solutions.size());
      }
      solutions.addAll(cursor.solutions());
    }
    return solutions;
  }

  private static GridQuery.Name name(String text) {
    return new GridQuery.Name(text, FieldPath.ROOT);
  }
}
