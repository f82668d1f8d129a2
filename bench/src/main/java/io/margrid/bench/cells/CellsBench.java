package io.margrid.bench.cells;

import io.margrid.bench.Grids;
import io.margrid.bench.report.Lines;
import io.margrid.bench.report.Results;
import io.margrid.bench.report.Spread;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.plan.GridPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Computes the deal's five metrics over grids of 10^6 to 10^9 cells or more, block by block on one thread, and fits a
 * line through the logarithms of time and cells: a slope of 1 means that a cell costs the same in any grid. Time is the
 * thread's processor time, which other work on the machine disturbs least.
 */
public final class CellsBench {
  private static final double STEP = Math.sqrt(10);
  private static final long LEAST = 1_000_000;
  /** Of all grids alike: only the number of rows grows. */
  private static final long COLUMNS = 1_000;
  /** A block of the size that the server sends. */
  private static final int BLOCK_CELLS = 3_276;
  private static final int MOST_ROUNDS = 9;
  private static final int LEAST_ROUNDS = 2;
  /** Cells of all rounds of one size together, beyond the least rounds. */
  private static final long CELLS_PER_SIZE = 300_000_000;
  /** For the compilers. */
  private static final long WARM_UP_CELLS = 400_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private CellsBench() {}

  /** Arguments: the largest grid's cells as a power of ten, the folder of results. */
  public static void main(String[] args) throws IOException {
    double most = Math.pow(10, Double.parseDouble(args[0]));
    for (long i = 0; i < WARM_UP_CELLS / LEAST; i++) {
      nanosPerCell(LEAST);
    }
    Map<Long, Spread> costs = new LinkedHashMap<>();
    SimpleRegression line = new SimpleRegression();
    System.out.printf(Locale.ROOT, "%16s %s%n", "cells", "ns per cell of five metrics: median (quartiles)");
    for (double size = LEAST; size < most * 1.01; size *= STEP) {
      long cells = Math.round(size / COLUMNS) * COLUMNS;
      Spread cost = Spread.of(rounds(cells, line));
      costs.put(cells, cost);
      System.out.printf(Locale.ROOT, "%16d %s%n", cells, cost);
    }
    report(costs, line, new Results(Path.of(args[1]), "cells"));
  }

  private static List<Double> rounds(long cells, SimpleRegression line) {
    List<Double> rounds = new ArrayList<>();
    for (long i = 0; i < Math.clamp(CELLS_PER_SIZE / cells, LEAST_ROUNDS, MOST_ROUNDS); i++) {
      double cost = nanosPerCell(cells);
      rounds.add(cost);
      line.addData(Math.log((double) cells), Math.log(cost * cells));
    }
    return rounds;
  }

  private static double nanosPerCell(long cells) {
    GridPlan plan = Grids.plan(Grids.deal(cells / COLUMNS, COLUMNS));
    long started = THREADS.getCurrentThreadCpuTime();
    BlockCursor cursor = BlockCursor.open(plan, 0, cells, BLOCK_CELLS);
    while (cursor.advance()) {
      // the block is what is measured
    }
    return (THREADS.getCurrentThreadCpuTime() - started) / (double) cells;
  }

  private static void report(Map<Long, Spread> costs, SimpleRegression line, Results results)
      throws IOException {
    double half = line.getSlopeConfidenceInterval();
    System.out.printf(Locale.ROOT, "time grows as cells to the power of %.4f, 95 %% interval %.4f to %.4f%n",
        line.getSlope(), line.getSlope() - half, line.getSlope() + half);
    Map<String, Object> rows = new LinkedHashMap<>();
    costs.forEach((cells, cost) -> rows.put(Long.toString(cells), cost.json()));
    results.write(
        Map.of("slope", line.getSlope(), "slope_half_interval_95", half, "nanoseconds_per_cell", rows));
    results.draw(Lines.of("Five metrics, one thread", "cells", "ns per cell", true,
        Map.of("median", new Lines.Line(costs.keySet().stream().mapToDouble(Long::doubleValue).toArray(),
            costs.values().stream().mapToDouble(Spread::median).toArray()))));
  }
}
