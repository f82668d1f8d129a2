package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;
import io.margrid.core.plan.GridPlan;
import java.util.BitSet;

/**
 * Keeps a pull short, so that a stream can be cancelled and others get their turn: a block of a costly model has fewer
 * cells. Costs are in additions, from the block kernels' benchmark: some tens for what {@link StrictMath} computes.
 */
public final class WorkBound {
  /** About ten milliseconds of additions that the kernels do in the L1 cache, on the slowest machines in use. */
  private static final long MAX_WORK = 8_000_000;
  /** Below this the cost of starting a block is no longer small. */
  private static final int MIN_CELLS = 64;
  private static final int DIVISION = 4;
  private static final int TRANSCENDENTAL = 100;
  private static final int IRR = 1_000;
  private static final int WINDOW = 50;

  private WorkBound() {}

  /** The most cells that one pull should compute: of a model with periods whole lanes, in which all periods are computed. */
  static int maxCells(GridPlan plan) {
    int asked = plan.askedPeriods().length;
    return (int) Math.max(Math.max(MIN_CELLS, asked),
        MAX_WORK / perCell(plan) * asked / plan.model().periodCount());
  }

  /** What a lane costs in one period, at least 1: its nodes, the costly ones counted as the additions that they take. */
  public static long perCell(GridPlan plan) {
    Graph graph = plan.model().graph();
    long work = plan.metrics().size();
    BitSet needed = plan.neededNodes();
    for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
      work += work(graph.node(id));
    }
    return work;
  }

  /** The same, all nodes of the model counted, needed or not. */
  public static long mostPerCell(GridPlan plan) {
    Graph graph = plan.model().graph();
    long work = plan.metrics().size();
    for (int id = 0; id < graph.size(); id++) {
      work += work(graph.node(id));
    }
    return work;
  }

  private static int work(Node node) {
    return switch (node) {
      case Node.Binary binary when binary.operation() == BinaryOperation.POWER -> TRANSCENDENTAL;
      case Node.Binary binary when binary.operation() == BinaryOperation.DIVIDE -> DIVISION;
      case Node.Unary unary when unary.operation() == UnaryOperation.EXP
          || unary.operation() == UnaryOperation.LN ->
        TRANSCENDENTAL;
      case Node.Power power -> DIVISION + Math.abs(power.exponent());
      case Node.Aggregate aggregate when aggregate.operation() == Aggregation.IRR -> IRR;
      case Node.PresentValue _ -> DIVISION;
      case Node.TrailingSum _ -> WINDOW;
      case Node.Binary _,Node.Unary _,Node.Parameter _,Node.Select _,Node.Literal _,Node.Constant _,Node.Lag _,Node.PeriodIndex _,Node.Cumulative _,Node.Aggregate _ ->
        1;
    };
  }
}
