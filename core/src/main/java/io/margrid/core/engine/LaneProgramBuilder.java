package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.grid.GridShape;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.Hoisting;
import io.margrid.core.stop.Stop;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a {@link LaneProgram}: one step per node at the node's own level, in dependency order, one step per value
 * that an inner level takes from an outer one. {@link BufferPlan} says which buffers are used again.
 */
final class LaneProgramBuilder {
  private final GridPlan plan;
  private final Graph graph;
  private final GridShape shape;
  private final Hoisting hoisting;
  private final int periods;
  private final Stop stop;
  private final double[][] constants;
  private final @Nullable Tables tables;
  private final int rank;
  private final BufferPlan buffers;
  private final Level[] levels;
  private final @Nullable Lanes[] computed;
  private final Map<Long, Lanes> spread = new HashMap<>();

  private LaneProgramBuilder(GridPlan plan, int rank, int[] wanted, int lanes, @Nullable Tables tables,
      Stop stop) {
    this.plan = plan;
    this.graph = plan.model().graph();
    this.shape = plan.laneShape();
    this.hoisting = plan.hoisting();
    this.periods = plan.model().periodCount();
    this.stop = stop;
    this.constants = lanes == 0
        ? new double[0][]
        : GraphEvaluator.evaluate(graph, periods, plan.model().constants(), plan.parametersAt(0), stop);
    this.tables = tables;
    this.rank = rank;
    this.buffers = new BufferPlan(plan, rank, wanted, lanes, tables != null);
    this.levels = new Level[rank];
    Arrays.setAll(levels, _ -> new Level(periods, stop));
    this.computed = new Lanes[graph.size()];
  }

  /**
   * Builds a program.
   *
   * @param rank   number of axes whose prefixes are the lanes; every wanted node's level is at most that
   * @param wanted nodes, in the order of the outputs
   * @param lanes  the most lanes of a run
   * @param tables where tabulated nodes are read; without, they are computed like all others
   * @param stop   asked now and whenever the program runs for long
   */
  static LaneProgram build(GridPlan plan, int rank, int[] wanted, int lanes, @Nullable Tables tables,
      Stop stop) {
    return new LaneProgramBuilder(plan, rank, wanted, lanes, tables, stop).build(wanted);
  }

  /**
   * Counts the buffers of such a program, without any.
   *
   * @param tabulated whether tabulated nodes are read from tables
   */
  static Layout layOut(GridPlan plan, int rank, int[] wanted, boolean tabulated) {
    LaneProgramBuilder builder = new LaneProgramBuilder(plan, rank, wanted, 0,
        tabulated ? Tables.unfilled(plan) : null, Stop.NEVER);
    builder.build(wanted);
    return builder.buffers.layout();
  }

  private LaneProgram build(int[] wanted) {
    BitSet needed = buffers.needed();
    // What a lag reads may come later: its buffers must be there before.
    needed.stream().filter(node -> !buffers.isReusable(node))
        .forEach(node -> computed[node] = buffers.allocate(node));
    needed.stream().forEach(node -> {
      addSteps(node);
      buffers.release(node);
    });
    Lanes[] outputs = Arrays.stream(wanted).mapToObj(node -> lanesAt(node, rank)).toArray(Lanes[]::new);
    return new LaneProgram(shape, levels, outputs);
  }

  private void addSteps(int node) {
    Lanes known = computed[node];
    Lanes out = known == null ? buffers.allocate(node) : known;
    computed[node] = out;
    int level = hoisting.level(node);
    if (level == 0) {
      if (constants.length > 0) {
        for (int period = 0; period < out.count(); period++) {
          Arrays.fill(out.in(period), constants[node][period]);
        }
      }
    } else if (buffers.isTabulated(node)) {
      levels[level - 1].addOnce(0, new Step.Lookup(table(node), hoisting.cycle(node), out));
    } else if (graph.node(node) instanceof Node.Parameter(int parameter)) {
      levels[level - 1].addOnce(0, new Step.Input(plan.input(parameter), shape, level, out));
    } else {
      // The step first: its operands may add steps of their own.
      Step step = step(node, level, out);
      BufferPlan.Place place = buffers.place(node);
      if (place.inPeriods()) {
        levels[level - 1].addInPeriods(place.phase(), step);
      } else {
        levels[level - 1].addOnce(place.phase(), step);
      }
    }
  }

  private Lanes table(int node) {
    if (tables == null) {
      throw new IllegalStateException("no tables to read node " + node + " from");
    }
    return tables.table(node);
  }

  private Step step(int node, int level, Lanes out) {
    return switch (graph.node(node)) {
      case Node.Unary(var operation, int operand) -> new Step.Unary(operation, lanesAt(operand, level), out);
      case Node.Binary(var operation, int left, int right) ->
        new Step.Binary(operation, lanesAt(left, level), lanesAt(right, level), out);
      case Node.Power(int operand, int exponent) ->
        new Step.WholePower(lanesAt(operand, level), exponent, out);
      case Node.Select(int condition, int whenTrue, int whenFalse) ->
        new Step.Select(lanesAt(condition, level), lanesAt(whenTrue, level), lanesAt(whenFalse, level), out);
      case Node.Lag(int source, int back, List<Integer> firsts) ->
        new PeriodStep.Lag(lanesAt(source, level), back,
            firsts.stream().map(first -> lanesAt(first, level)).toList(), out);
      case Node.PeriodIndex _ -> new PeriodStep.Index(out);
      case Node.Cumulative(int operand) ->
        new PeriodStep.Cumulative(lanesAt(operand, level), buffers.state(level), out);
      case Node.Aggregate(var operation, int operand) -> operation == Aggregation.IRR
          ? new PeriodStep.Irr(periods, lanesAt(operand, level), out.in(0), stop)
          : new PeriodStep.Aggregate(operation, periods, lanesAt(operand, level), out.in(0));
      case Node.PresentValue(int rate, int operand) -> new PeriodStep.PresentValue(lanesAt(rate, level),
          lanesAt(operand, level), buffers.state(level), buffers.state(level), out.in(0));
      case Node.TrailingSum(int operand, int window, var before) ->
        new PeriodStep.TrailingSum(periods, lanesAt(operand, level), lanesAt(window, level),
            before.isPresent() ? Optional.of(lanesAt(before.getAsInt(), level)) : Optional.empty(), out,
            stop);
      case Node.Literal _,Node.Constant _,Node.Parameter _ ->
        throw new IllegalStateException("not computed by a step: node " + node);
    };
  }

  /** The buffers in which a node stands for the lanes of a level at or inside its own. */
  private Lanes lanesAt(int node, int level) {
    int own = hoisting.level(node);
    Lanes lanes = computed[node];
    if (lanes == null) {
      throw new IllegalStateException("node " + node + " is read before it is computed");
    }
    if (own == 0 || own == level) {
      return lanes;
    }
    return spread.computeIfAbsent((long) node << 8 | level, _ -> {
      Lanes out = buffers.allocateSpread(buffers.count(node), level);
      levels[level - 1].addOnce(0,
          new Step.Spread(levels[own - 1], shape.stride(own) / shape.stride(level), lanes, out));
      return out;
    });
  }
}
