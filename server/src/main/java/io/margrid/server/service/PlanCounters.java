package io.margrid.server.service;

import io.margrid.core.plan.GridPlan;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** How many plans were made so far, and how large they were. A plan that is found again is not made. Thread-safe. */
public final class PlanCounters {
  private final LongAdder plans = new LongAdder();
  private final LongAdder nodes = new LongAdder();

  /**
   * Counts a plan that was just made, and returns it.
   *
   * @param grid what it computes
   */
  <P> P made(P plan, Function<P, GridPlan> grid) {
    plans.increment();
    nodes.add(grid.apply(plan).model().graph().size());
    return plan;
  }

  public long plans() {
    return plans.sum();
  }

  /** Of the models of all plans, equal sub-expressions counted once. */
  public long nodes() {
    return nodes.sum();
  }
}
