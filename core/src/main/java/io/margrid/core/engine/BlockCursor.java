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
  /**
   * What one run of lanes touches: 128 KiB, which stay in the L2 cache of every machine in use. In the L1 cache there
   * would be room for runs of a quarter of that length, of which beginning and ending takes a sixth of the time.
   */
  private static final int CACHE_DOUBLES = 16_384;
  private static final int MIN_LANES = 64;
  private static final int MAX_LANES = 1_024;

  /** All buffers of a program together, in doubles: 8 MiB. */
  private static final int MEMORY_DOUBLES = 1 << 20;

  private final LaneProgram program;
  private final BlockGeometry blocks;
  private final BlockGeometry runs;
  private final ColumnBlock block;
  private final List<ColumnWriter> writers = new ArrayList<>();
  private final int periods;
  private final long end;
  private long cell;

  private BlockCursor(GridPlan plan, long firstCell, long cellCount, int maxBlockCells, Stop stop) {
    int[] wanted = plan.metrics().stream().mapToInt(metric -> metric.node()).toArray();
    int[] askedPeriods = plan.askedPeriods();
    periods = askedPeriods.length;
    long mostLanes = Math.max(1, cellCount / periods + 2);
    int lanes = (int) Math.min(Math.min(lanes(plan, wanted, stop), mostLanes), plan.laneShape().cellCount());
    program = LaneProgramBuilder.build(plan, plan.laneShape().rank(), wanted, lanes,
        Tables.of(plan, lanes, stop), stop);
    int blockCells = (int) Math.min(Math.min(maxBlockCells, WorkBound.maxCells(plan)),
        Math.max(1, cellCount));
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

  /** As many lanes as keep what is touched in one period in the cache, and all in the memory: a power of two. */
  static int lanes(GridPlan plan, int[] wanted, Stop stop) {
    LaneProgram laidOut = LaneProgramBuilder.build(plan, plan.laneShape().rank(), wanted, 1,
        Tables.unfilled(plan), stop);
    int inCache = Math.clamp(CACHE_DOUBLES / Math.max(1, laidOut.touched()), MIN_LANES, MAX_LANES);
    int inMemory = Math.clamp(MEMORY_DOUBLES / Math.max(1, laidOut.bufferCount()), 1, MAX_LANES);
    return Integer.highestOneBit(Math.min(inCache, inMemory));
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
