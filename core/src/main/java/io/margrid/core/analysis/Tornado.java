package io.margrid.core.analysis;

import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What matters most: each parameter at its low and at its high, all others where they are.
 *
 * @param metrics in the order asked
 */
public record Tornado(List<Chart> metrics) {
  public Tornado {
    metrics = List.copyOf(metrics);
  }

  /**
   * What moves one metric.
   *
   * @param base the metric's value in the scenario
   * @param bars the greatest effect first; equal effects in the model's order
   */
  public record Chart(PlannedMetric metric, double base, List<Bar> bars) {
    public Chart {
      bars = List.copyOf(bars);
    }
  }

  /**
   * What one parameter does to one metric.
   *
   * @param low     the parameter's low, in the period looked at
   * @param high    the parameter's high there
   * @param base    the parameter's value there in the scenario
   * @param atLow   the metric with the parameter at its low
   * @param atHigh  the metric with the parameter at its high
   * @param clamped whether a bound of the parameter stopped it short of its share
   */
  public record Bar(String parameter, double low, double high, double base, double atLow, double atHigh,
      boolean clamped) {
    /**
     * How far the metric goes between its values at low, base and high; infinite if one of them is not finite, unless all
     * are the same.
     */
    double effect(double metricBase) {
      if (same(atLow, metricBase) && same(atHigh, metricBase)) {
        return 0;
      }
      double effect = Math.max(metricBase, Math.max(atLow, atHigh))
          - Math.min(metricBase, Math.min(atLow, atHigh));
      return Double.isNaN(effect) ? Double.POSITIVE_INFINITY : effect;
    }

    private static boolean same(double one, double other) {
      return one == other || (Double.isNaN(one) && Double.isNaN(other));
    }
  }

  /**
   * Computes a tornado.
   *
   * @param stop ends the work, also within a block
   */
  public static Tornado of(TornadoPlan plan, Stop stop) {
    double[][] columns = Columns.of(plan.grid(), stop);
    List<Chart> charts = new ArrayList<>();
    for (PlannedMetric metric : plan.grid().metrics()) {
      charts.add(chart(plan, metric, columns[charts.size()]));
    }
    return new Tornado(charts);
  }

  private static Chart chart(TornadoPlan plan, PlannedMetric metric, double[] cells) {
    CompiledModel model = plan.grid().model();
    List<Bar> bars = new ArrayList<>();
    for (Move move : plan.moves()) {
      int cell = 1 + 2 * bars.size();
      bars.add(new Bar(model.parameterNames().get(move.parameter()), move.low(), move.high(), move.base(),
          cells[cell], cells[cell + 1], move.clamped()));
    }
    bars.sort(Comparator.comparingDouble((Bar bar) -> bar.effect(cells[0])).reversed());
    return new Chart(metric, cells[0], bars);
  }
}
