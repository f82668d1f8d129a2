package io.margrid.core.analysis;

import io.margrid.core.model.Digest;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.List;

/**
 * Where a number comes from: the formula nodes below a metric with their values in one period.
 *
 * @param digest of the plan: of everything that decides a value
 * @param period the one explained; empty for a scalar model
 * @param nodes  operands before their users, each once in each formula that it is part of; the last one is the metric
 */
public record Explanation(Digest digest, String period, List<ExplainedNode> nodes) {
  public Explanation {
    nodes = List.copyOf(nodes);
  }

  /**
   * Explains the first metric of a plan in its first cell, which is that of the first asked period.
   *
   * @param plan with at least one metric
   * @param stop asked while it takes long
   */
  public static Explanation of(GridPlan plan, Stop stop) {
    int period = plan.askedPeriods()[0];
    List<String> labels = plan.model().periods();
    return new Explanation(plan.digest(), labels.isEmpty() ? "" : labels.get(period),
        new ExplanationBuilder(plan, period, stop).explain(plan.metrics().getFirst()));
  }
}
