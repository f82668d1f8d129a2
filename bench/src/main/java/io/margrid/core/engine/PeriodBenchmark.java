package io.margrid.core.engine;

import io.margrid.bench.Grids;
import io.margrid.bench.PeriodGrids;
import io.margrid.core.block.ColumnBlock;
import io.margrid.core.plan.GridPlan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per cell of a model over twelve periods, with a recurrence and lags, against a scalar model of the same
 * operations that reads parameters where the other reads earlier periods. A cell is one point of all axes, the periods
 * among them, so both times are for one cell and period; goal: at most twice the scalar one. Both through the whole
 * cursor, with as many cells.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PeriodBenchmark {
  private static final int ROWS = 32;
  private static final int COLUMNS = 512;
  private static final int CELLS = ROWS * COLUMNS * PeriodGrids.PERIODS;
  private static final int BLOCK = 2_048;

  private final GridPlan overPeriods = Grids.plan(PeriodGrids.overPeriods(ROWS, COLUMNS));
  private final GridPlan scalar = Grids
      .plan(PeriodGrids.scalar(ROWS, (long) COLUMNS * PeriodGrids.PERIODS));

  /** Recurrence and lags. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double twelvePeriods() {
    return run(overPeriods);
  }

  /** The same operations on parameters. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double scalar() {
    return run(scalar);
  }

  private static double run(GridPlan plan) {
    BlockCursor cursor = BlockCursor.open(plan, 0, CELLS, BLOCK);
    double last = 0;
    while (cursor.advance()) {
      ColumnBlock block = cursor.block();
      last += block.values(0)[block.cellCount() - 1];
    }
    return last;
  }
}
