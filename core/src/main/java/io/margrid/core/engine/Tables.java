package io.margrid.core.engine;

import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.Hoisting;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tabulated nodes of a plan, each computed for one period of its level and then repeated, so that a run of lanes can
 * be copied from any start.
 */
final class Tables {
  /** Lanes at a time while tables are computed. */
  private static final int RUN = 512;

  private final Map<Integer, double[]> tables = new HashMap<>();

  private Tables() {}

  /** Tables that hold nothing: for a program that is only laid out, never run. */
  static Tables unfilled(GridPlan plan) {
    Tables tables = new Tables();
    plan.hoisting().tables().stream().forEach(node -> tables.tables.put(node, new double[0]));
    return tables;
  }

  /**
   * Computes all tables of a plan.
   *
   * @param lanes the longest run that will be read
   */
  static Tables of(GridPlan plan, int lanes) {
    Tables tables = new Tables();
    Hoisting hoisting = plan.hoisting();
    for (int level = 1; level <= plan.shape().rank(); level++) {
      int rank = level;
      int[] nodes = hoisting.tables().stream().filter(node -> hoisting.level(node) == rank).toArray();
      if (nodes.length > 0) {
        tables.compute(plan, level, nodes, lanes);
      }
    }
    return tables;
  }

  private void compute(GridPlan plan, int level, int[] nodes, int lanes) {
    Hoisting hoisting = plan.hoisting();
    LaneProgram program = LaneProgramBuilder.build(plan, level, nodes, RUN, null);
    int longest = 0;
    for (int node : nodes) {
      tables.put(node, new double[hoisting.period(node) + lanes]);
      longest = Math.max(longest, hoisting.period(node));
    }
    for (int first = 0; first < longest; first += RUN) {
      program.run(first, Math.min(RUN, longest - first));
      for (int i = 0; i < nodes.length; i++) {
        int n = Math.min(RUN, hoisting.period(nodes[i]) - first);
        if (n > 0) {
          System.arraycopy(program.output(i), 0, table(nodes[i]), first, n);
        }
      }
    }
    for (int node : nodes) {
      repeat(table(node), hoisting.period(node));
    }
  }

  private static void repeat(double[] table, int period) {
    for (int i = period; i < table.length; i++) {
      table[i] = table[i - period];
    }
  }

  /** The node's values: entry {@code i} belongs to the prefixes whose remainder by the period is {@code i}. */
  double[] table(int node) {
    double @Nullable [] table = tables.get(node);
    if (table == null) {
      throw new IllegalStateException("node " + node + " is not tabulated");
    }
    return table;
  }
}
