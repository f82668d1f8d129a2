package io.margrid.bench;

import io.margrid.core.analysis.SolveCursor;
import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.stop.Stop;
import io.margrid.v1.Bracket;
import io.margrid.v1.SolveRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of ten thousand roots: the gross revenue at which the provider's margin is 40 %, in every cell of a grid of 100 by
 * 100 points, the bracket scanned at 256 points in each; goal: less than a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SolveBenchmark {
  private static final int ROOTS = 10_000;

  private final SolvePlan plan = new AnalysisRequests(ModelFiles.shipped(ModelLimits.DEFAULT),
      GridLimits.DEFAULT, ModelLimits.DEFAULT)
      .solve(
          SolveRequest.newBuilder().setGrid(Grids.shareByFee(100, 100)).setParameter("gross_revenue_per_mw")
              .setBracket(Bracket.newBuilder().setLower(1).setUpper(400)).setMetric("provider_ebit_margin")
              .setTarget(0.4).build());

  /** All of them. */
  @Benchmark
  public int tenThousandRoots() {
    SolveCursor cursor = SolveCursor.open(plan, Stop.NEVER);
    int roots = 0;
    while (cursor.advance()) {
      roots += cursor.solutions().stream().mapToInt(solution -> solution.roots().size()).sum();
    }
    if (roots != ROOTS) {
      throw new IllegalStateException(roots + " roots (expected: " + ROOTS + ")");
    }
    return roots;
  }
}
