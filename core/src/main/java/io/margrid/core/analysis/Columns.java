package io.margrid.core.analysis;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;

/** Whole small grids. */
final class Columns {
  private static final int BLOCK_CELLS = 1 << 16;

  private Columns() {}

  /**
   * All cells of a grid that fits an array, one column per metric.
   *
   * @param stop ends the work, also within a block
   */
  static double[][] of(GridPlan plan, Stop stop) {
    int cells = Math.toIntExact(plan.shape().cellCount());
    double[][] columns = new double[plan.metrics().size()][cells];
    BlockCursor cursor = BlockCursor.open(plan, 0, cells, Math.min(cells, BLOCK_CELLS), stop);
    while (cursor.advance()) {
      ColumnBlock block = cursor.block();
      for (int metric = 0; metric < columns.length; metric++) {
        System.arraycopy(block.values(metric), 0, columns[metric], (int) block.firstCell(),
            block.cellCount());
      }
      stop.check();
    }
    return columns;
  }
}
