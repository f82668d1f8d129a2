package io.margrid.core.plan;

import io.margrid.core.formula.Graph;
import io.margrid.core.grid.GridShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans made from plans: valid because those are. */
final class LanePicks {
  private LanePicks() {}

  static GridPlan measuring(GridPlan plan, double[][] parameters, Map<Integer, ParameterInput> inputs,
      int[] nodes) {
    Graph graph = plan.model().graph();
    List<PlannedMetric> metrics = Arrays.stream(nodes)
        .mapToObj(node -> new PlannedMetric("node " + node, graph.unit(node).toString(), node)).toList();
    return new GridPlan(plan.model(), parameters, inputs, plan.axes(), metrics, plan.askedPeriods(),
        plan.shape(), plan.laneShape());
  }

  static GridPlan pick(GridPlan plan, double[][] parameters, Map<Integer, ParameterInput> inputs,
      long[] lanes, Map<Integer, double[]> points) {
    Map<Integer, ParameterInput> picked = new HashMap<>();
    inputs.forEach((parameter, input) -> picked.put(parameter, input.pick(plan.laneShape(), lanes, points)));
    List<Movement> movements = picked.values().stream().flatMap(input -> input.movements().stream()).toList();
    List<PlannedAxis> axes = new ArrayList<>();
    axes.add(new PlannedAxis("lane", lanes.length, List.of(), List.of(), movements));
    GridShape laneShape = GridShape.of(List.of((long) lanes.length));
    int periods = plan.askedPeriods().length;
    boolean overTime = !plan.model().periods().isEmpty();
    if (overTime) {
      axes.add(plan.axes().getLast());
    }
    GridShape shape = overTime ? GridShape.of(List.of((long) lanes.length, (long) periods)) : laneShape;
    return new GridPlan(plan.model(), parameters, picked, axes, plan.metrics(), plan.askedPeriods(), shape,
        laneShape);
  }
}
