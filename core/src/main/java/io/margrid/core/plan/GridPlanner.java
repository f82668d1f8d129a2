package io.margrid.core.plan;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.GridShape;
import io.margrid.core.model.CompiledModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds a query against a model. Finds every fault; a plan comes out only where there is none. */
public final class GridPlanner {
  private final CompiledModel model;
  private final GridLimits limits;
  private final Faults faults;

  private GridPlanner(CompiledModel model, GridLimits limits, Faults faults) {
    this.model = model;
    this.limits = limits;
    this.faults = faults;
  }

  /**
   * Plans a grid. Allocates in proportion to the request, never to the grid.
   *
   * @param faults may hold some already; then no plan comes out
   * @return the plan, or empty if there is any fault
   */
  public static Optional<GridPlan> plan(CompiledModel model, GridQuery query, GridLimits limits,
      Faults faults) {
    return new GridPlanner(model, limits, faults).plan(query);
  }

  private Optional<GridPlan> plan(GridQuery query) {
    if (!model.periods().isEmpty()) {
      faults.add(FieldPath.ROOT, Reason.UNSUPPORTED, model.periods().size() + " periods",
          "a model of one point in time");
      return Optional.empty();
    }
    ParameterValues scenario = ParameterValues.defaults(model);
    scenario.apply(query.changes(), faults);
    AxisPlanner axisPlanner = new AxisPlanner(model, scenario, faults);
    List<PlannedAxis> axes = query.axes().stream().map(axisPlanner::plan).toList();
    BitSet moved = axisPlanner.moved();
    IntStream.range(0, model.definition().parameters().size()).filter(parameter -> !moved.get(parameter))
        .forEach(parameter -> scenario.check(parameter, faults));
    List<PlannedMetric> metrics = query.metrics().isEmpty() ? allMetrics() : metrics(query.metrics());
    Optional<GridShape> shape = shape(query);
    if (!faults.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    Hoisting hoisting = Hoisting.of(model.graph(), shape.get(), parameterAxes(axes), metrics);
    return Optional.of(new GridPlan(model, scenario.values(), axes, metrics, shape.get(), hoisting));
  }

  private List<PlannedMetric> allMetrics() {
    return IntStream.range(0, model.definition().metrics().size()).mapToObj(this::metric).toList();
  }

  private List<PlannedMetric> metrics(List<GridQuery.Name> names) {
    List<PlannedMetric> metrics = new ArrayList<>();
    BitSet asked = new BitSet();
    for (GridQuery.Name name : names) {
      model.findMetric(name.text()).ifPresentOrElse(index -> {
        if (asked.get(index)) {
          faults.add(name.field(), Reason.DUPLICATE, name.text(), "each metric asked once");
        }
        asked.set(index);
        metrics.add(metric(index));
      }, () -> faults.add(name.field(), Reason.UNKNOWN_METRIC, name.text(),
          Nearest.rule("a metric of the model",
              name.text(), model.metricNames())));
    }
    return metrics;
  }

  private PlannedMetric metric(int index) {
    String name = model.definition().metrics().get(index).name();
    return new PlannedMetric(name, model.metricUnit(index).toString(), model.metricNode(index));
  }

  private Optional<GridShape> shape(GridQuery query) {
    FieldPath field = query.axesField();
    String rule = "at most " + limits.maxCells() + " cells";
    try {
      GridShape shape = GridShape.of(query.axes().stream().map(GridQuery.Axis::count).toList());
      if (shape.cellCount() <= limits.maxCells()) {
        return Optional.of(shape);
      }
      faults.add(field, Reason.GRID_TOO_LARGE, shape.cellCount() + " cells", rule);
    } catch (ArithmeticException _) {
      faults.add(field, Reason.GRID_TOO_LARGE, "more than 2^53 cells", rule);
    }
    return Optional.empty();
  }

  private int[] parameterAxes(List<PlannedAxis> axes) {
    int[] bits = new int[model.definition().parameters().size()];
    for (int axis = 0; axis < axes.size(); axis++) {
      // An axis of one point moves nothing.
      if (axes.get(axis).count() > 1) {
        for (AxisInput input : axes.get(axis).inputs()) {
          bits[input.parameter()] = 1 << axis;
        }
      }
    }
    return bits;
  }
}
