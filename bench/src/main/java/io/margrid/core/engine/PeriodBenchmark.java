package io.margrid.core.engine;

import io.margrid.bench.Grids;
import io.margrid.bench.PeriodGrids;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time per cell of a model over twelve periods, with a recurrence and lags, against a scalar model of the same
 * operations that reads parameters where the other reads earlier periods. A cell is one point of all axes, the periods
 * among them, so both times are for one cell and period; goal: at most twice the scalar one. Both through the whole
 * cursor, with as many cells, in blocks of the size that is sent. Growth has no value in the first four periods.
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
  /** The shipped chunk, of four metrics. */
  private static final int BLOCK = GridLimits.DEFAULT.defaultChunkBytes() / (4 * Double.BYTES);

  /** Whether the recurrence moves with the columns only: then little but writing is left for each cell. */
  @Param({"false", "true"})
  public boolean tabulated;

  private final GridPlan[] overPeriods = {overPeriods(false), overPeriods(true)};
  private final GridPlan[] scalar = {scalar(false), scalar(true)};

  /** Recurrence and lags. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double twelvePeriods() {
    return Grids.run(overPeriods[tabulated ? 1 : 0], BLOCK);
  }

  /** The same operations on parameters. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double scalar() {
    return Grids.run(scalar[tabulated ? 1 : 0], BLOCK);
  }

  private static GridPlan overPeriods(boolean tabulated) {
    return Grids.plan(PeriodGrids.overPeriods(ROWS, COLUMNS, tabulated));
  }

  private static GridPlan scalar(boolean tabulated) {
    return Grids.plan(PeriodGrids.scalar(ROWS, (long) COLUMNS * PeriodGrids.PERIODS, tabulated));
  }
}
