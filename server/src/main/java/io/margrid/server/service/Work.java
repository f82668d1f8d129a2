package io.margrid.server.service;

import io.margrid.core.analysis.Bridge;
import io.margrid.core.analysis.BridgePlan;
import io.margrid.core.engine.WorkBound;
import io.margrid.core.model.Catalog;
import io.margrid.core.plan.GridPlan;
import io.margrid.v1.Model;
import java.util.Optional;

/**
 * What questions cost, in nodes × cells, costly nodes counted as the additions that they take. All periods of a model are
 * computed, whichever are asked.
 */
final class Work {
  /** To read, check and compile a byte of a model: about 0.3 µs. */
  private static final long TO_COMPILE_BYTE = 60;
  /** The same for a metric that an included model brings along, and of which the request says nothing: up to 25 µs. */
  private static final long TO_COMPILE_INCLUDED = 5_000;

  private Work() {}

  /** To compile a model. */
  static long toCompile(Model model, Catalog catalog) {
    long included = model.getIncludesList().stream().map(include -> catalog.find(include.getModelId()))
        .flatMap(Optional::stream).mapToLong(found -> found.definition().metrics().size()).sum();
    return TO_COMPILE_BYTE * model.getSerializedSize() + TO_COMPILE_INCLUDED * included;
  }

  /** Every cell of the grid once; saturates. */
  static long of(GridPlan plan) {
    return of(plan, plan.laneShape().cellCount());
  }

  /** A single lane: all nodes of its model, for what computes single lanes computes all. */
  static long ofLane(GridPlan plan) {
    return WorkBound.mostPerCell(plan) * plan.model().periodCount();
  }

  /** The metric after each change in the order, in all sets of changes, or in random orders. */
  static long of(BridgePlan plan) {
    int changed = BridgePlan.changed(plan.from(), plan.to()).size();
    if (!plan.order().isEmpty()) {
      return of(plan.from(), changed + 1L);
    }
    return of(plan.from(),
        changed <= Bridge.MAX_EXACT ? 1L << changed : (long) plan.samples() * (changed + 1));
  }

  private static long of(GridPlan plan, long lanes) {
    long perLane = WorkBound.perCell(plan) * plan.model().periodCount();
    return lanes > Long.MAX_VALUE / perLane ? Long.MAX_VALUE : lanes * perLane;
  }
}
