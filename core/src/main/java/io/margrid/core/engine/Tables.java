package io.margrid.core.engine;

import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.Hoisting;
import io.margrid.core.stop.Stop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tabulated nodes of a plan, each computed for one cycle of its level and then repeated, so that a run of lanes can
 * be copied from any start.
 */
final class Tables {
  /** Lanes at a time while tables are computed. */
  private static final int RUN = 512;

  private final Map<Integer, Lanes> tables = new HashMap<>();

  private Tables() {}

  /** Tables that hold nothing: for a program that is only laid out, never run. */
  static Tables unfilled(GridPlan plan) {
    Tables tables = new Tables();
    plan.hoisting().tables().stream().forEach(node -> tables.tables.put(node, Lanes.single(new double[0])));
    return tables;
  }

  /**
   * Computes all tables of a plan.
   *
   * @param lanes the longest run that will be read
   * @param stop  asked between runs
   */
  static Tables of(GridPlan plan, int lanes, Stop stop) {
    Tables tables = new Tables();
    for (int level = 1; level <= plan.laneShape().rank(); level++) {
      int[] nodes = nodes(plan, level);
      if (nodes.length > 0) {
        tables.compute(plan, level, nodes, lanes, stop);
      }
    }
    return tables;
  }

  /** What the tables take. */
  static long bytes(GridPlan plan, int lanes) {
    Hoisting hoisting = plan.hoisting();
    return hoisting.tables().stream()
        .mapToLong(node -> (long) Double.BYTES * (hoisting.cycle(node) + lanes)
            * (hoisting.varies(node) ? plan.model().periodCount() : 1))
        .sum();
  }

  /** What the largest of the programs takes that compute the tables. */
  static long computingBytes(GridPlan plan) {
    Hoisting hoisting = plan.hoisting();
    long largest = 0;
    for (int level = 1; level <= plan.laneShape().rank(); level++) {
      int[] nodes = nodes(plan, level);
      if (nodes.length > 0) {
        Layout layout = LaneProgramBuilder.layOut(plan, level, nodes, false);
        largest = Math.max(largest, layout.bytes(run(hoisting, nodes, layout)));
      }
    }
    return largest;
  }

  private static int[] nodes(GridPlan plan, int level) {
    Hoisting hoisting = plan.hoisting();
    return hoisting.tables().stream().filter(node -> hoisting.level(node) == level).toArray();
  }

  /** Lanes at a time: no more than the longest table has, nor than what they are computed from leaves memory for. */
  private static int run(Hoisting hoisting, int[] nodes, Layout layout) {
    int longest = Arrays.stream(nodes).map(hoisting::cycle).max().orElse(1);
    return Math.min(Math.min(RUN, longest), layout.lanesInMemory());
  }

  private void compute(GridPlan plan, int level, int[] nodes, int lanes, Stop stop) {
    Hoisting hoisting = plan.hoisting();
    int periods = plan.model().periodCount();
    int longest = 0;
    for (int node : nodes) {
      int length = hoisting.cycle(node) + lanes;
      tables.put(node,
          hoisting.varies(node) ? Lanes.history(periods, length) : Lanes.single(new double[length]));
      longest = Math.max(longest, hoisting.cycle(node));
    }
    int run = run(hoisting, nodes, LaneProgramBuilder.layOut(plan, level, nodes, false));
    LaneProgram program = LaneProgramBuilder.build(plan, level, nodes, run, null, stop);
    for (int first = 0; first < longest; first += run) {
      program.run(first, Math.min(run, longest - first));
      stop.check();
      for (int i = 0; i < nodes.length; i++) {
        int n = Math.min(run, hoisting.cycle(nodes[i]) - first);
        if (n > 0) {
          copy(program.output(i), table(nodes[i]), first, n);
        }
      }
    }
    for (int node : nodes) {
      repeat(table(node), hoisting.cycle(node));
    }
  }

  private static void copy(Lanes computed, Lanes table, int first, int lanes) {
    for (int period = 0; period < table.count(); period++) {
      System.arraycopy(computed.in(period), 0, table.in(period), first, lanes);
    }
  }

  private static void repeat(Lanes table, int cycle) {
    for (int period = 0; period < table.count(); period++) {
      double[] values = table.in(period);
      for (int i = cycle; i < values.length; i++) {
        values[i] = values[i - cycle];
      }
    }
  }

  /** The node's values: entry {@code i} belongs to the prefixes whose remainder by the cycle is {@code i}. */
  Lanes table(int node) {
    Lanes table = tables.get(node);
    if (table == null) {
      throw new IllegalStateException("node " + node + " is not tabulated");
    }
    return table;
  }
}
