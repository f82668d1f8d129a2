package io.margrid.core.engine;

import io.margrid.core.plan.GridPlan;

/**
 * How large the parts of a cursor are, worked out from its plan: nothing of their size is allocated for that. Immutable.
 */
public final class CursorSize {
  /** A node as it stands in the model's graph and as a step of a program, roughly. */
  private static final int NODE_BYTES = 256;
  /** To say why a cell is not finite, its lane is computed again: for each node and period a value, and where it arose. */
  private static final int REASON_PLACE_BYTES = Double.BYTES + Integer.BYTES;
  /** A reason that is kept, and its share of what it is kept in. */
  private static final int REASON_BYTES = 160;
  /** Objects of a fixed size. */
  private static final int FRAME_BYTES = 16_384;

  private final GridPlan plan;
  private final Layout layout;
  private final int lanes;
  private final int blockCells;

  private CursorSize(GridPlan plan, Layout layout, int lanes, int blockCells) {
    this.plan = plan;
    this.layout = layout;
    this.lanes = lanes;
    this.blockCells = blockCells;
  }

  /**
   * Of a cursor over a range of a plan.
   *
   * @param cellCount     cells of the range, at least 0
   * @param maxBlockCells the most cells of a block, at least 1
   */
  public static CursorSize of(GridPlan plan, long cellCount, int maxBlockCells) {
    Layout layout = LaneProgramBuilder.layOut(plan, plan.laneShape().rank(), metricNodes(plan), true);
    long mostLanes = Math.max(1, cellCount / plan.askedPeriods().length + 2);
    int lanes = (int) Math.min(Math.min(layout.lanes(), mostLanes), plan.laneShape().cellCount());
    int blockCells = (int) Math.min(Math.min(maxBlockCells, WorkBound.maxCells(plan)),
        Math.max(1, cellCount));
    return new CursorSize(plan, layout, lanes, blockCells);
  }

  /** What the columns are made of. */
  static int[] metricNodes(GridPlan plan) {
    return plan.metrics().stream().mapToInt(metric -> metric.node()).toArray();
  }

  /** The most lanes of a run. */
  int lanes() {
    return lanes;
  }

  /** The most cells of a block. */
  int blockCells() {
    return blockCells;
  }

  /**
   * The most that the cursor takes while it is open, its share of the plan included: an estimate that errs upwards, but for
   * shipped models by less than four times.
   */
  public long bytes() {
    int metrics = plan.metrics().size();
    long places = (long) plan.model().graph().size() * plan.model().periodCount();
    long computing = layout.bytes(lanes) + (long) metrics * Double.BYTES * (blockCells + lanes)
        + REASON_PLACE_BYTES * places
        + (long) REASON_BYTES * NonFiniteReasons.mostKept(metrics, plan.askedPeriods().length);
    // What computes the tables is gone before the rest is there.
    return FRAME_BYTES + (long) NODE_BYTES * plan.model().graph().size() + inputBytes()
        + Tables.bytes(plan, lanes) + Math.max(computing, Tables.computingBytes(plan));
  }

  /** Parameters over the periods. */
  private long inputBytes() {
    return (long) Double.BYTES * plan.model().parameterNames().size() * plan.model().periodCount();
  }
}
