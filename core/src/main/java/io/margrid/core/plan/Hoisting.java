package io.margrid.core.plan;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.grid.GridShape;
import java.util.BitSet;
import java.util.List;

/**
 * How often each node of a graph must be computed over a grid.
 *
 * <p>A node depends on the axes that move the parameters below it. The <em>level</em> of a node is the number of axes up
 * to the innermost of them: at level 0 it is computed once, at level {@code k} once for every prefix of the first
 * {@code k} axes ({@link GridShape}), at the rank once for every cell. A node that does not depend on the outer axes
 * repeats itself along its level with a {@linkplain #period}: if that is short, the node is <em>tabulated</em>,
 * computed for one period only and read from there. Immutable.
 */
public final class Hoisting {
  /** Longest table, in lanes. */
  static final int MAX_PERIOD = 1 << 16;
  /** All tables of a plan together, in lanes: 1 MiB of doubles. */
  static final int MAX_TABULATED = 1 << 17;

  private final int[] axes;
  private final int[] periods;
  private final BitSet needed;
  private final BitSet tables;
  private final int rank;

  private Hoisting(int[] axes, int[] periods, BitSet needed, BitSet tables, int rank) {
    this.axes = axes;
    this.periods = periods;
    this.needed = needed;
    this.tables = tables;
    this.rank = rank;
  }

  /**
   * Works out the levels and tables of a graph.
   *
   * @param parameterAxes for each parameter of the model a bit per axis that moves it
   * @param metrics       what is asked: only what they need is considered
   */
  static Hoisting of(Graph graph, GridShape shape, int[] parameterAxes, List<PlannedMetric> metrics) {
    int[] axes = axes(graph, parameterAxes);
    BitSet needed = needed(graph, metrics);
    for (int longest = MAX_PERIOD;; longest /= 2) {
      int[] periods = periods(axes, shape, needed, longest);
      BitSet tables = tables(graph, periods, needed, metrics);
      if (tables.stream().mapToLong(node -> periods[node]).sum() <= MAX_TABULATED) {
        return new Hoisting(axes, periods, needed, tables, shape.rank());
      }
    }
  }

  private static int[] axes(Graph graph, int[] parameterAxes) {
    int[] axes = new int[graph.size()];
    for (int id = 0; id < axes.length; id++) {
      if (graph.node(id) instanceof Node.Parameter parameter) {
        axes[id] = parameterAxes[parameter.parameter()];
      }
      for (int operand : graph.node(id).operands()) {
        axes[id] |= axes[operand];
      }
    }
    return axes;
  }

  private static BitSet needed(Graph graph, List<PlannedMetric> metrics) {
    BitSet needed = new BitSet(graph.size());
    metrics.forEach(metric -> needed.set(metric.node()));
    for (int id = graph.size() - 1; id >= 0; id--) {
      if (needed.get(id)) {
        for (int operand : graph.node(id).operands()) {
          needed.set(operand);
        }
      }
    }
    return needed;
  }

  private static int[] periods(int[] axes, GridShape shape, BitSet needed, int longest) {
    int[] periods = new int[axes.length];
    needed.stream().filter(id -> axes[id] != 0).forEach(id -> {
      int outermost = Integer.numberOfTrailingZeros(axes[id]);
      long period = shape.stride(outermost) / shape.stride(innermost(axes[id]));
      periods[id] = shape.prefixCount(outermost) > 1 && period <= longest ? (int) period : 0;
    });
    return periods;
  }

  private static BitSet tables(Graph graph, int[] periods, BitSet needed, List<PlannedMetric> metrics) {
    BitSet tables = new BitSet(periods.length);
    metrics.stream().filter(metric -> periods[metric.node()] > 0)
        .forEach(metric -> tables.set(metric.node()));
    needed.stream().filter(id -> periods[id] == 0).forEach(id -> {
      for (int operand : graph.node(id).operands()) {
        if (periods[operand] > 0) {
          tables.set(operand);
        }
      }
    });
    return tables;
  }

  private static int innermost(int axes) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(axes);
  }

  /** Number of axes up to the innermost that the node depends on; 0 for a constant. */
  public int level(int node) {
    return innermost(axes[node]);
  }

  /** Whether an asked metric needs the node. */
  public boolean isNeeded(int node) {
    return needed.get(node);
  }

  /** After how many prefixes of its level the node's values repeat, if it is tabulated; 0 if it is not. */
  public int period(int node) {
    return periods[node];
  }

  /** Tabulated nodes that something outside the tables reads: those whose values are kept. */
  public BitSet tables() {
    return (BitSet) tables.clone();
  }

  /** Nodes that the asked metrics need. */
  public int nodeCount() {
    return needed.cardinality();
  }

  /** Of these, nodes computed for every cell. */
  public int innerNodeCount() {
    return (int) needed.stream().filter(id -> rank > 0 && level(id) == rank && periods[id] == 0).count();
  }
}
