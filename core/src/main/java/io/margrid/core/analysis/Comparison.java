package io.margrid.core.analysis;

import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scenarios side by side.
 *
 * @param periods labels of those asked, in the model's order; none for a scalar model
 * @param metrics in the order asked
 */
public record Comparison(List<String> periods, List<Row> metrics) {
  public Comparison {
    periods = List.copyOf(periods);
    metrics = List.copyOf(metrics);
  }

  /**
   * One metric over all scenarios.
   *
   * @param base      one value, or one for each of the periods
   * @param scenarios in the order asked
   */
  public record Row(PlannedMetric metric, List<Double> base, List<Column> scenarios) {
    public Row {
      base = List.copyOf(base);
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * One metric in one scenario; each list has one number, or one for each of the periods. Every NaN is canonical.
   *
   * @param name        of the scenario
   * @param differences {@code value - base}
   * @param relative    {@code (value - base) / |base|}
   */
  public record Column(String name, List<Double> values, List<Double> differences, List<Double> relative) {
    public Column {
      values = List.copyOf(values);
      differences = List.copyOf(differences);
      relative = List.copyOf(relative);
    }
  }

  /**
   * Computes a comparison.
   *
   * @param stop ends the work, also within a block
   */
  public static Comparison of(ComparisonPlan plan, Stop stop) {
    GridPlan grid = plan.grid();
    double[][] columns = Columns.of(grid, stop);
    List<Row> rows = new ArrayList<>();
    for (PlannedMetric metric : grid.metrics()) {
      rows.add(row(metric, plan.names(), columns[rows.size()], grid.askedPeriods().length));
    }
    List<String> labels = grid.model().periods();
    return new Comparison(
        labels.isEmpty() ? labels : IntStream.of(grid.askedPeriods()).mapToObj(labels::get).toList(), rows);
  }

  private static Row row(PlannedMetric metric, List<String> names, double[] cells, int periods) {
    double[] base = Arrays.copyOf(cells, periods);
    List<Column> scenarios = new ArrayList<>();
    for (String name : names) {
      int first = (scenarios.size() + 1) * periods;
      scenarios.add(column(name, base, Arrays.copyOfRange(cells, first, first + periods)));
    }
    return new Row(metric, listed(base), scenarios);
  }

  private static Column column(String name, double[] base, double[] values) {
    double[] differences = new double[base.length];
    double[] relative = new double[base.length];
    for (int period = 0; period < base.length; period++) {
      differences[period] = canonical(values[period] - base[period]);
      relative[period] = canonical((values[period] - base[period]) / Math.abs(base[period]));
    }
    return new Column(name, listed(values), listed(differences), listed(relative));
  }

  private static List<Double> listed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double canonical(double value) {
    return Double.longBitsToDouble(Double.doubleToLongBits(value));
  }
}
