package io.margrid.core.plan;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.GridShape;
import io.margrid.core.model.CompiledModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds a query against a model. Finds every fault; a plan comes out only where there is none. */
public final class GridPlanner {
  /** Name of the axis that holds the periods. */
  public static final String PERIOD_AXIS = "period";

  /** Nodes times periods of a model: what a cursor may have to keep for a single lane, 16 MiB. */
  private static final long MAX_VALUES = 1L << 21;

  private final CompiledModel model;
  private final GridLimits limits;
  private final Faults faults;
  private final Periods periods;

  private GridPlanner(CompiledModel model, GridLimits limits, Faults faults) {
    this.model = model;
    this.limits = limits;
    this.faults = faults;
    this.periods = new Periods(model, faults);
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
    ParameterValues scenario = ParameterValues.defaults(model, periods, faults);
    scenario.apply(query.changes());
    AxisPlanner axisPlanner = new AxisPlanner(model, scenario, periods, faults);
    List<PlannedAxis> axes = query.axes().stream().map(axisPlanner::plan).toList();
    BitSet moved = axisPlanner.moved();
    for (int place = 0; place < model.parameterNames().size() * periods.count(); place++) {
      if (!moved.get(place)) {
        scenario.check(place);
      }
    }
    List<PlannedMetric> metrics = query.metrics().isEmpty() ? allMetrics() : metrics(query.metrics());
    int[] asked = periods.inOrder(query.periods());
    Optional<GridShape> shape = shape(query, asked);
    if (faults.isEmpty()) {
      checkSize(query);
    }
    if (!faults.isEmpty() || shape.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(plan(scenario.values(), axes, metrics, asked, shape.get()));
  }

  private GridPlan plan(double[][] parameters, List<PlannedAxis> axes, List<PlannedMetric> metrics,
      int[] asked,
      GridShape shape) {
    Map<Integer, ParameterInput> inputs = inputs(parameters, axes);
    GridShape laneShape = GridShape.of(axes.stream().map(PlannedAxis::count).toList());
    List<PlannedAxis> all = new ArrayList<>(axes);
    if (!model.periods().isEmpty()) {
      List<String> labels = IntStream.of(asked).mapToObj(model.periods()::get).toList();
      all.add(new PlannedAxis(PERIOD_AXIS, asked.length, labels, List.of(), List.of()));
    }
    return new GridPlan(model, parameters, inputs, all, metrics, asked, shape, laneShape);
  }

  private void checkSize(GridQuery query) {
    long values = (long) model.graph().size() * periods.count();
    if (values > MAX_VALUES) {
      faults.add(query.axesField(), Reason.MODEL_TOO_LARGE, values + " nodes times periods",
          "at most " + MAX_VALUES);
    }
  }

  private List<PlannedMetric> allMetrics() {
    return IntStream.range(0, model.metricNames().size()).mapToObj(this::metric).toList();
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
      }, () -> faults.addUnknown(name.field(), Reason.UNKNOWN_METRIC, name.text(), "a metric of the model",
          model::metricNames));
    }
    return metrics;
  }

  private PlannedMetric metric(int index) {
    return new PlannedMetric(model.metricNames().get(index), model.metricUnit(index).toString(),
        model.metricNode(index));
  }

  private Optional<GridShape> shape(GridQuery query, int[] asked) {
    List<Long> counts = new ArrayList<>(query.axes().stream().map(GridQuery.Axis::count).toList());
    if (!model.periods().isEmpty()) {
      counts.add((long) asked.length);
    }
    String rule = "at most " + limits.maxCells() + " cells";
    try {
      GridShape shape = GridShape.of(counts);
      if (shape.cellCount() <= limits.maxCells()) {
        return Optional.of(shape);
      }
      faults.add(query.axesField(), Reason.GRID_TOO_LARGE, shape.cellCount() + " cells", rule);
    } catch (ArithmeticException _) {
      faults.add(query.axesField(), Reason.GRID_TOO_LARGE, "more than 2^53 cells", rule);
    }
    return Optional.empty();
  }

  private static Map<Integer, ParameterInput> inputs(double[][] parameters, List<PlannedAxis> axes) {
    Map<Integer, ParameterInput> inputs = new HashMap<>();
    for (int axis = 0; axis < axes.size(); axis++) {
      for (Movement movement : axes.get(axis).movements()) {
        inputs.computeIfAbsent(movement.parameter(), parameter -> new ParameterInput(parameters[parameter]))
            .move(axis, movement);
      }
    }
    return inputs;
  }

  /** By parameter, a bit for each axis that it depends on, and one for the periods. */
  static int[] dependencies(double[][] parameters, Map<Integer, ParameterInput> inputs) {
    int[] dependencies = new int[parameters.length];
    for (int parameter = 0; parameter < parameters.length; parameter++) {
      ParameterInput input = inputs.getOrDefault(parameter, new ParameterInput(parameters[parameter]));
      dependencies[parameter] = input.axes() | (input.varies() ? Hoisting.PERIODS : 0);
    }
    return dependencies;
  }
}
