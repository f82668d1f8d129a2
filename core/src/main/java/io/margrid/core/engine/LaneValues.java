package io.margrid.core.engine;

import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of a plan without axes, computed at once by the plain reference: for a single lane a cursor would lay out
 * buffers and steps that run once. The bits are those of {@link BlockCursor}, as everywhere.
 */
public final class LaneValues {
  private final double[][] values;
  /** By metric; empty if all values are finite. */
  private final List<List<NonFiniteCells>> nonFinite;

  private LaneValues(double[][] values, List<List<NonFiniteCells>> nonFinite) {
    this.values = values;
    this.nonFinite = nonFinite;
  }

  /**
   * Computes them.
   *
   * @param plan of a single lane
   * @param stop asked while it takes long
   */
  public static LaneValues of(GridPlan plan, Stop stop) {
    if (plan.laneShape().cellCount() != 1) {
      throw new IllegalArgumentException(
          "lanes: " + plan.laneShape().cellCount() + " (expected: a plan without axes)");
    }
    double[][] nodes = GraphEvaluator.evaluate(plan.model().graph(), plan.model().periodCount(),
        plan.model().constants(), plan.parametersAt(0), stop);
    int[] periods = plan.askedPeriods();
    double[][] values = new double[plan.metrics().size()][periods.length];
    boolean finite = true;
    for (int metric = 0; metric < values.length; metric++) {
      double[] ofNode = nodes[plan.metrics().get(metric).node()];
      for (int i = 0; i < periods.length; i++) {
        double value = ofNode[periods[i]];
        values[metric][i] = Double.isNaN(value) ? Double.NaN : value;
        finite &= Double.isFinite(value);
      }
    }
    return new LaneValues(values, finite ? List.of() : nonFinite(values, new NonFiniteReasons(plan, stop)));
  }

  private static List<List<NonFiniteCells>> nonFinite(double[][] values, NonFiniteReasons reasons) {
    List<List<NonFiniteCells>> nonFinite = new ArrayList<>(values.length);
    for (int metric = 0; metric < values.length; metric++) {
      NonFiniteTally tally = new NonFiniteTally();
      for (int cell = 0; cell < values[metric].length; cell++) {
        if (!Double.isFinite(values[metric][cell])) {
          tally.add(values[metric][cell], cell);
        }
      }
      nonFinite.add(tally.cells(metric, 0, reasons));
    }
    return nonFinite;
  }

  /** Of an asked metric, by asked period: the array itself, which is the caller's. Every NaN is the canonical one. */
  public double[] values(int metric) {
    return values[metric];
  }

  /** What of an asked metric is not finite, by kind. */
  public List<NonFiniteCells> nonFinite(int metric) {
    return nonFinite.isEmpty() ? List.of() : nonFinite.get(metric);
  }
}
