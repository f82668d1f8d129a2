package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.grid.GridShape;
import io.margrid.core.plan.AxisInput;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.Hoisting;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a {@link LaneProgram}: one step per node at the node's own level, in dependency order, one step per value
 * that an inner level takes from an outer one. On the innermost level a buffer is used again once its last reader has
 * run.
 */
final class LaneProgramBuilder {
  private final Graph graph;
  private final GridShape shape;
  private final Hoisting hoisting;
  private final Map<Integer, AxisInput> inputs;
  private final double[] constants;
  private final @Nullable Tables tables;
  private final int rank;
  private final int lanes;

  private final Level[] levels;
  private final Map<Long, double[]> spread = new HashMap<>();
  private final double[] @Nullable [] buffers;
  private final Deque<double[]> free = new ArrayDeque<>();
  private int innermostBuffers;

  private LaneProgramBuilder(GridPlan plan, int rank, int lanes, @Nullable Tables tables) {
    this.graph = plan.model().graph();
    this.shape = plan.shape();
    this.hoisting = plan.hoisting();
    this.inputs = new HashMap<>();
    plan.axes().forEach(axis -> axis.inputs().forEach(input -> inputs.put(input.parameter(), input)));
    this.constants = Arrays.stream(GraphEvaluator.evaluate(graph, 1, plan.model().constants(),
        GridPlan.asSeries(plan.parametersAt(0)))).mapToDouble(series -> series[0]).toArray();
    this.tables = tables;
    this.rank = rank;
    this.lanes = lanes;
    this.buffers = new double[graph.size()][];
    this.levels = new Level[rank];
    Arrays.setAll(levels, i -> new Level());
  }

  /**
   * Builds a program.
   *
   * @param rank   number of axes whose prefixes are the lanes; every wanted node's level is at most that
   * @param wanted nodes, in the order of the outputs
   * @param lanes  the most lanes of a run
   * @param tables where tabulated nodes are read; without, they are computed like all others
   */
  static LaneProgram build(GridPlan plan, int rank, int[] wanted, int lanes, @Nullable Tables tables) {
    return new LaneProgramBuilder(plan, rank, lanes, tables).build(wanted);
  }

  private LaneProgram build(int[] wanted) {
    BitSet needed = needed(wanted);
    int[] lastReaders = lastReaders(needed, wanted);
    Deque<Integer>[] dying = dying(needed, lastReaders);
    needed.stream().forEach(node -> {
      addSteps(node);
      for (int dead : dying[node]) {
        free.add(buffer(dead));
      }
    });
    double[][] outputs = Arrays.stream(wanted).mapToObj(node -> lanesAt(node, rank)).toArray(double[][]::new);
    return new LaneProgram(shape, levels, outputs, innermostBuffers);
  }

  /** What the wanted nodes need, not looking below constants and tables. */
  private BitSet needed(int[] wanted) {
    BitSet needed = new BitSet();
    Arrays.stream(wanted).forEach(needed::set);
    for (int node = graph.size() - 1; node >= 0; node--) {
      if (needed.get(node) && isComputed(node)) {
        for (int operand : graph.node(node).operands()) {
          needed.set(operand);
        }
      }
    }
    return needed;
  }

  private boolean isComputed(int node) {
    return hoisting.level(node) > 0 && !isTabulated(node);
  }

  private boolean isTabulated(int node) {
    return tables != null && hoisting.period(node) > 0;
  }

  /** For each needed node the last one that reads it; wanted nodes are read after all others. */
  private int[] lastReaders(BitSet needed, int[] wanted) {
    int[] last = new int[graph.size()];
    needed.stream().filter(this::isComputed).forEach(node -> {
      for (int operand : graph.node(node).operands()) {
        last[operand] = node;
      }
    });
    for (int node : wanted) {
      last[node] = graph.size();
    }
    return last;
  }

  /** For each node those of the innermost level whose last reader it is. */
  private Deque<Integer>[] dying(BitSet needed, int[] lastReaders) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
    Deque<Integer>[] dying = new Deque[graph.size()];
    needed.stream().forEach(node -> dying[node] = new ArrayDeque<>());
    needed.stream().filter(node -> hoisting.level(node) == rank && lastReaders[node] < graph.size())
        .forEach(node -> dying[lastReaders[node]].add(node));
    return dying;
  }

  private void addSteps(int node) {
    int level = hoisting.level(node);
    if (level == 0) {
      double[] constant = new double[lanes];
      Arrays.fill(constant, constants[node]);
      innermostBuffers++;
      buffers[node] = constant;
    } else {
      // Operands first: they may add steps of their own, and must not give their buffers to this node.
      double[] out = newBuffer(level);
      levels[level - 1].add(step(node, level, out));
      buffers[node] = out;
    }
  }

  private Step step(int node, int level, double[] out) {
    if (tables != null && isTabulated(node)) {
      return new Step.Lookup(tables.table(node), hoisting.period(node), out);
    }
    return switch (graph.node(node)) {
      case Node.Parameter parameter -> new Step.Input(input(parameter), out);
      case Node.Unary unary -> new Step.Unary(unary.operation(), lanesAt(unary.operand(), level), out);
      case Node.Binary binary -> new Step.Binary(binary.operation(), lanesAt(binary.left(), level),
          lanesAt(binary.right(), level), out);
      case Node.Power power -> new Step.WholePower(lanesAt(power.operand(), level), power.exponent(), out);
      case Node.Select select -> new Step.Select(lanesAt(select.condition(), level),
          lanesAt(select.whenTrue(), level), lanesAt(select.whenFalse(), level), out);
      case Node.PeriodIndex _,Node.Lag _,Node.Cumulative _,Node.Aggregate _,Node.PresentValue _,Node.TrailingSum _ ->
        throw new IllegalStateException("no functions over periods: " + node);
      case Node.Literal _,Node.Constant _ ->
        throw new IllegalStateException("a constant has no level: " + node);
    };
  }

  private AxisInput input(Node.Parameter parameter) {
    AxisInput input = inputs.get(parameter.parameter());
    if (input == null) {
      throw new IllegalStateException("no axis moves parameter " + parameter.parameter());
    }
    return input;
  }

  /** The buffer in which a node stands for the lanes of a level at or inside its own. */
  private double[] lanesAt(int node, int level) {
    int own = hoisting.level(node);
    if (own == 0 || own == level) {
      return buffer(node);
    }
    return spread.computeIfAbsent((long) node << 8 | level, _ -> {
      double[] out = newBuffer(level, false);
      levels[level - 1]
          .add(new Step.Spread(levels[own - 1], shape.stride(own) / shape.stride(level), buffer(node), out));
      return out;
    });
  }

  private double[] buffer(int node) {
    double[] buffer = buffers[node];
    if (buffer == null) {
      throw new IllegalStateException("node " + node + " is read before it is computed");
    }
    return buffer;
  }

  private double[] newBuffer(int level) {
    return newBuffer(level, true);
  }

  private double[] newBuffer(int level, boolean reusable) {
    if (level < rank) {
      long span = shape.stride(level) / shape.stride(rank);
      return new double[(int) Math.min(lanes, lanes / span + 2)];
    }
    double[] used = reusable ? free.poll() : null;
    if (used != null) {
      return used;
    }
    innermostBuffers++;
    return new double[lanes];
  }
}
