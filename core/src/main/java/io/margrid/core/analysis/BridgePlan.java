package io.margrid.core.analysis;

import io.margrid.core.plan.GridPlan;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A question for what moved a metric between two scenarios of one model.
 *
 * @param from    where it starts: a single cell, one metric
 * @param to      where it ends: the same model, metric and period
 * @param order   the changed parameters in the order in which they change; none: order-free
 * @param samples random orders to be averaged where there are more than {@value Bridge#MAX_EXACT} changed parameters
 * @param seed    of the random orders
 */
public record BridgePlan(GridPlan from, GridPlan to, List<Integer> order, int samples, long seed) {
  public BridgePlan {
    order = List.copyOf(order);
    if (from.shape().cellCount() != 1 || to.shape().cellCount() != 1 || from.metrics().size() != 1) {
      throw new IllegalArgumentException("from, to: several values (expected: one metric in one cell)");
    }
  }

  /** Parameters whose values differ in some period, in the model's order. */
  public static List<Integer> changed(GridPlan from, GridPlan to) {
    double[][] before = from.parametersAt(0);
    double[][] after = to.parametersAt(0);
    return IntStream.range(0, before.length)
        .filter(parameter -> IntStream.range(0, before[parameter].length)
            .anyMatch(period -> before[parameter][period] != after[parameter][period]))
        .boxed().toList();
  }
}
