package io.margrid.core.plan;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.grid.GridShape;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * How often each node of a graph must be computed over a grid.
 *
 * <p>A node depends on the axes that move the parameters below it. The <em>level</em> of a node is the number of axes up
 * to the innermost of them: at level 0 it is computed once, at level {@code k} once for every prefix of the first
 * {@code k} axes ({@link GridShape}), at the rank once for every lane. A node that does not depend on the outer axes
 * repeats itself along its level with a {@linkplain #cycle}: if that is short, and the node would be computed often, it
 * is <em>tabulated</em>, computed for one cycle only and read from there. A node may also {@linkplain #varies vary} over
 * the periods of its model; one that does not is computed once for all of them. Immutable.
 */
public final class Hoisting {
  /** Longest table, in lanes. */
  static final int MAX_CYCLE = 1 << 16;
  /** All tables of a plan together, in lanes times periods: 1 MiB of doubles. */
  static final int MAX_TABULATED = 1 << 17;
  /** Nodes whose values last for as many lanes cost next to nothing: a table would only take memory. */
  static final int SELDOM = 64;
  /** The bit of a dependency on the periods; the bits below are those of the axes. */
  static final int PERIODS = 1 << 30;

  private final int[] dependencies;
  private final int[] cycles;
  private final BitSet needed;
  private final BitSet tables;
  private final int rank;

  private Hoisting(int[] dependencies, int[] cycles, BitSet needed, BitSet tables, int rank) {
    this.dependencies = dependencies;
    this.cycles = cycles;
    this.needed = needed;
    this.tables = tables;
    this.rank = rank;
  }

  /**
   * Works out the levels and tables of a graph.
   *
   * @param shape      of the axes but for the periods
   * @param parameters for each parameter of the model a bit per axis of more than one point that moves it, and
   *                   {@link #PERIODS} if it varies
   * @param metrics    what is asked: only what they need is considered
   * @param periods    number of periods of the model
   */
  static Hoisting of(Graph graph, GridShape shape, int[] parameters, List<PlannedMetric> metrics,
      int periods) {
    int[] dependencies = dependencies(graph, shape, parameters, periods);
    BitSet needed = needed(graph, metrics);
    for (int longest = MAX_CYCLE;; longest /= 2) {
      int[] cycles = cycles(dependencies, shape, needed, longest);
      BitSet tables = tables(graph, cycles, needed, metrics);
      long lanes = tables.stream().mapToLong(
          node -> (long) cycles[node] * ((dependencies[node] & PERIODS) == 0 ? 1 : periods)).sum();
      if (lanes <= MAX_TABULATED) {
        return new Hoisting(dependencies, cycles, needed, tables, shape.rank());
      }
    }
  }

  /** What a lag reads comes later in the order where metrics are recurrent: passes are made until nothing is added. */
  private static int[] dependencies(Graph graph, GridShape shape, int[] parameters, int periods) {
    int moving = PERIODS;
    for (int axis = 0; axis < shape.rank(); axis++) {
      // An axis of one point moves nothing.
      moving |= shape.count(axis) > 1 ? 1 << axis : 0;
    }
    int[] dependencies = new int[graph.size()];
    boolean added = true;
    while (added) {
      added = false;
      for (int id = 0; id < dependencies.length; id++) {
        int found = dependencies(graph.node(id), dependencies, parameters, periods) & moving;
        added |= found != dependencies[id];
        dependencies[id] = found;
      }
    }
    return dependencies;
  }

  private static int dependencies(Node node, int[] known, int[] parameters, int periods) {
    int operands = 0;
    for (int operand : node.operands()) {
      operands |= known[operand];
    }
    int overTime = periods > 1 ? PERIODS : 0;
    return switch (node) {
      case Node.Literal _,Node.Constant _ -> 0;
      case Node.Parameter(int parameter) -> parameters[parameter];
      case Node.Unary _,Node.Binary _,Node.Power _,Node.Select _ -> operands;
      case Node.PeriodIndex _ -> overTime;
      case Node.Lag lag -> operands | known[lag.source()] | overTime;
      case Node.Cumulative _,Node.TrailingSum _ -> operands | overTime;
      case Node.Aggregate _,Node.PresentValue _ -> operands & ~PERIODS;
    };
  }

  static BitSet needed(Graph graph, List<PlannedMetric> metrics) {
    BitSet needed = new BitSet(graph.size());
    Deque<Integer> open = new ArrayDeque<>(metrics.stream().map(PlannedMetric::node).toList());
    while (!open.isEmpty()) {
      int node = open.pop();
      if (!needed.get(node)) {
        needed.set(node);
        for (int operand : graph.node(node).allOperands()) {
          open.push(operand);
        }
      }
    }
    return needed;
  }

  private static int[] cycles(int[] dependencies, GridShape shape, BitSet needed, int longest) {
    int[] cycles = new int[dependencies.length];
    needed.stream().filter(id -> level(dependencies, id) > 0).forEach(id -> {
      int outermost = Integer.numberOfTrailingZeros(dependencies[id]);
      long lasting = shape.stride(level(dependencies, id));
      long cycle = shape.stride(outermost) / lasting;
      cycles[id] = shape.prefixCount(outermost) > 1 && lasting < SELDOM && cycle <= longest ? (int) cycle : 0;
    });
    return cycles;
  }

  private static BitSet tables(Graph graph, int[] cycles, BitSet needed, List<PlannedMetric> metrics) {
    BitSet tables = new BitSet(cycles.length);
    metrics.stream().filter(metric -> cycles[metric.node()] > 0).forEach(metric -> tables.set(metric.node()));
    needed.stream().filter(id -> cycles[id] == 0).forEach(id -> {
      for (int operand : graph.node(id).allOperands()) {
        if (cycles[operand] > 0) {
          tables.set(operand);
        }
      }
    });
    return tables;
  }

  private static int level(int[] dependencies, int node) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(dependencies[node] & ~PERIODS);
  }

  /** Number of axes up to the innermost that the node depends on; 0 for a constant. */
  public int level(int node) {
    return level(dependencies, node);
  }

  /** Whether the node's value may differ between periods. */
  public boolean varies(int node) {
    return (dependencies[node] & PERIODS) != 0;
  }

  /** Whether an asked metric needs the node. */
  public boolean isNeeded(int node) {
    return needed.get(node);
  }

  /** After how many prefixes of its level the node's values repeat, if it is tabulated; 0 if it is not. */
  public int cycle(int node) {
    return cycles[node];
  }

  /** Tabulated nodes that something outside the tables reads: those whose values are kept. A copy. */
  public BitSet tables() {
    return (BitSet) tables.clone();
  }

  /** Nodes that the asked metrics need. */
  public int nodeCount() {
    return needed.cardinality();
  }

  /** Of these, nodes computed for every lane. */
  public int innerNodeCount() {
    return (int) needed.stream().filter(id -> rank > 0 && level(id) == rank && cycles[id] == 0).count();
  }
}
