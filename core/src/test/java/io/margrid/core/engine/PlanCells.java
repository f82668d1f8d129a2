package io.margrid.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.plan.GridPlan;

/** The cells of a plan, computed by a cursor; as bits, so that NaN and the sign of zero count. */
final class PlanCells {
  private PlanCells() {}

  /** By metric and cell. */
  static long[][] bits(GridPlan plan) {
    long cells = plan.shape().cellCount();
    long[][] bits = new long[plan.metrics().size()][Math.toIntExact(cells)];
    BlockCursor cursor = BlockCursor.open(plan, 0, cells, 1_000);
    int next = 0;
    while (cursor.advance()) {
      ColumnBlock block = cursor.block();
      for (int metric = 0; metric < bits.length; metric++) {
        for (int i = 0; i < block.cellCount(); i++) {
          bits[metric][next + i] = Double.doubleToRawLongBits(block.values(metric)[i]);
        }
      }
      next += block.cellCount();
    }
    assertThat(next).isEqualTo(cells);
    return bits;
  }
}
