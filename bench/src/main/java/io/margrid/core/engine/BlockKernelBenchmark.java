package io.margrid.core.engine;

import io.margrid.bench.Grids;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
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
 * Time per cell of the block kernels, one thread, against a hand-fused Vector API loop over the plan's un-hoisted nodes,
 * both writing five columns; and of the whole cursor, which also keeps minimum and maximum of every metric and looks for
 * values that are not finite. In the engine's package, for its program has no public door.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class BlockKernelBenchmark {
  private static final int ROWS = 128;
  private static final int COLUMNS = 2_048;
  private static final int CELLS = ROWS * COLUMNS;
  private static final int BLOCK = 2_048;
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private final GridPlan deal = Grids.plan(Grids.deal(ROWS, COLUMNS));
  private final int[] dealNodes = CursorSize.metricNodes(deal);
  private final int dealLanes = LaneProgramBuilder.layOut(deal, 2, dealNodes, true).lanes();
  private final LaneProgram dealProgram = LaneProgramBuilder.build(deal, 2, dealNodes, dealLanes,
      Tables.of(deal, dealLanes, Stop.NEVER), Stop.NEVER);
  private final GridPlan hoisted = Grids.plan(Grids.mostlyConstantAlongColumns(ROWS, COLUMNS));
  private final GridPlan unhoisted = Grids.plan(Grids.nothingConstant(CELLS));

  private final double[] revenue = new double[COLUMNS];
  private final double[] share = new double[ROWS];
  private final double[][] columns = new double[5][BLOCK];

  /** Fills the axes of the hand-written loop. */
  public BlockKernelBenchmark() {
    for (int i = 0; i < COLUMNS; i++) {
      revenue[i] = 10 + i * (30.0 / (COLUMNS - 1));
    }
    for (int i = 0; i < ROWS; i++) {
      share[i] = 0.1 + i * (0.3 / (ROWS - 1));
    }
  }

  /** The deal's five metrics through the block kernels. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double dealKernels() {
    double last = 0;
    for (int cell = 0; cell < CELLS; cell += dealLanes) {
      dealProgram.run(cell, dealLanes);
      for (int metric = 0; metric < columns.length; metric++) {
        System.arraycopy(dealProgram.output(metric).in(0), 0, columns[metric], cell % BLOCK, dealLanes);
      }
      last += columns[4][BLOCK - 1];
    }
    return last;
  }

  /** The deal's five metrics through the cursor. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double dealCursor() {
    return Grids.run(deal, BLOCK);
  }

  /** The deal's five metrics in one hand-fused loop. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double dealFusedVectorLoop() {
    double last = 0;
    for (double rowShare : share) {
      fused(rowShare);
      last += columns[4][BLOCK - 1];
    }
    return last;
  }

  /** A formula that is mostly constant along the columns. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double mostlyConstantHoisted() {
    return Grids.run(hoisted, BLOCK);
  }

  /** The same formula where nothing is constant. */
  @Benchmark
  @OperationsPerInvocation(CELLS)
  public double mostlyConstantUnhoisted() {
    return Grids.run(unhoisted, BLOCK);
  }

  private void fused(double rowShare) {
    for (int i = 0; i < COLUMNS; i += SPECIES.length()) {
      DoubleVector gross = DoubleVector.fromArray(SPECIES, revenue, i);
      DoubleVector net = gross.mul(rowShare).add(7.5).add(0.0);
      DoubleVector ebit = net.sub(6.5);
      DoubleVector lab = gross.sub(net);
      net.intoArray(columns[0], i);
      ebit.intoArray(columns[1], i);
      ebit.div(net).intoArray(columns[2], i);
      lab.intoArray(columns[3], i);
      lab.div(gross).intoArray(columns[4], i);
    }
  }
}
