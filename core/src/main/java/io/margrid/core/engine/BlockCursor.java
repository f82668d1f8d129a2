package io.margrid.core.engine;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.ColumnSummary;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Computes the cells of a plan, block by block, in cell order. Nothing is computed but by {@link #advance}; memory does
 * not depend on the size of the grid. The values of a cell have the same bits whatever the range and the block size.
 *
 * <p>Not thread-safe: pulls may come from several threads only one after another.
 */
public final class BlockCursor {
  private final LaneProgram program;
  private final BlockGeometry blocks;
  private final BlockGeometry runs;
  private final ColumnBlock block;
  private final List<ColumnWriter> writers = new ArrayList<>();
  private final int periods;
  private final long end;
  private long cell;

  private BlockCursor(GridPlan plan, long firstCell, long cellCount, int maxBlockCells, Stop stop) {
    int[] wanted = CursorSize.metricNodes(plan);
    int[] askedPeriods = plan.askedPeriods();
    periods = askedPeriods.length;
    CursorSize size = CursorSize.of(plan, cellCount, maxBlockCells);
    int lanes = size.lanes();
    int blockCells = size.blockCells();
    program = LaneProgramBuilder.build(plan, plan.laneShape().rank(), wanted, lanes,
        Tables.of(plan, lanes, stop), stop);
    blocks = new BlockGeometry(plan.shape().cellsPerRow(), blockCells, lanes);
    runs = new BlockGeometry(plan.laneShape().cellsPerRow(), blockCells, lanes);
    block = new ColumnBlock(wanted.length, blockCells);
    NonFiniteReasons reasons = new NonFiniteReasons(plan, stop);
    for (int metric = 0; metric < wanted.length; metric++) {
      writers.add(new ColumnWriter(metric, askedPeriods, reasons, lanes));
    }
    cell = firstCell;
    end = firstCell + cellCount;
  }

  /**
   * Opens a cursor at the beginning of a range.
   *
   * @param firstCell     from zero; may equal the plan's cell count, then the range is empty
   * @param cellCount     cells of the range, at least 0
   * @param maxBlockCells the most cells of a block, at least 1; blocks of costly models have fewer
   * @throws IndexOutOfBoundsException if the range reaches beyond the grid
   */
  public static BlockCursor open(GridPlan plan, long firstCell, long cellCount, int maxBlockCells) {
    return open(plan, firstCell, cellCount, maxBlockCells, Stop.NEVER);
  }

  /**
   * The same, which can be stopped also within a block: of the largest models one may take seconds. A stopped cursor is
   * not to be used again.
   *
   * @param stop asked while the cursor is opened and while a block takes long
   */
  public static BlockCursor open(GridPlan plan, long firstCell, long cellCount, int maxBlockCells,
      Stop stop) {
    Objects.checkFromIndexSize(firstCell, cellCount, plan.shape().cellCount());
    if (maxBlockCells < 1) {
      throw new IllegalArgumentException("maxBlockCells: " + maxBlockCells + " (expected: at least 1)");
    }
    return new BlockCursor(plan, firstCell, cellCount, maxBlockCells, stop);
  }

  /**
   * Computes the next block.
   *
   * @return false at the end of the range, and then always
   */
  public boolean advance() {
    if (cell == end) {
      return false;
    }
    int cells = blocks.blockAt(cell, end - cell);
    long endLane = (cell + cells - 1) / periods + 1;
    for (long lane = cell / periods; lane < endLane;) {
      int lanes = runs.runAt(lane, (int) (endLane - lane));
      program.run(lane, lanes);
      for (int metric = 0; metric < writers.size(); metric++) {
        writers.get(metric).write(program.output(metric), lane, lanes, block.values(metric), cell, cells);
      }
      lane += lanes;
    }
    List<NonFiniteCells> nonFinite = new ArrayList<>();
    for (int metric = 0; metric < writers.size(); metric++) {
      writers.get(metric).finishBlock(block.values(metric), cells, cell, nonFinite);
    }
    block.set(cell, cells, nonFinite);
    cell += cells;
    return true;
  }

  /** The block that the last {@link #advance} computed, valid until the next. */
  public ColumnBlock block() {
    return block;
  }

  /** What each metric did over the blocks computed so far, in the order of the columns. */
  public List<ColumnSummary> summaries() {
    return writers.stream().map(ColumnWriter::summary).toList();
  }

  /** The next cell to be computed. */
  public long position() {
    return cell;
  }
}
