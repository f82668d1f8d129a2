package io.margrid.client.cli.output;

import io.margrid.v1.CompareResponse;
import io.margrid.v1.ComparedMetric;
import io.margrid.v1.ComparedScenario;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridHeader;
import java.util.ArrayList;
import java.util.List;

/** Scenarios side by side as a grid of scenarios by periods, or of scenarios alone: what pictures are drawn from. */
public final class ComparedGrids {
  private ComparedGrids() {}

  /** A grid whose first axis holds the base and then the scenarios. */
  public static GridValues of(CompareResponse compared, String base) {
    GridHeader.Builder header = GridHeader.newBuilder();
    int periods = Math.max(1, compared.getPeriodsCount());
    List<String> names = new ArrayList<>(List.of(base));
    double[][] values = new double[compared.getMetricsCount()][];
    for (int metric = 0; metric < values.length; metric++) {
      ComparedMetric shown = compared.getMetrics(metric);
      header.addMetrics(shown.getMetric());
      values[metric] = values(shown, periods);
    }
    if (compared.getMetricsCount() > 0) {
      compared.getMetrics(0).getScenariosList().forEach(scenario -> names.add(scenario.getName()));
    }
    header.addAxes(GridAxis.newBuilder().setName("scenario").setCount(names.size()).addAllLabels(names));
    if (compared.getPeriodsCount() > 0) {
      header.addAxes(GridAxis.newBuilder().setName("period").setCount(periods)
          .addAllLabels(compared.getPeriodsList()));
    }
    return new GridValues(
        GridShape.withoutSinglePeriod(header.setCellCount((long) names.size() * periods).build()), values);
  }

  private static double[] values(ComparedMetric metric, int periods) {
    double[] values = new double[(metric.getScenariosCount() + 1) * periods];
    for (int period = 0; period < periods; period++) {
      values[period] = metric.getBase(period);
      for (int scenario = 0; scenario < metric.getScenariosCount(); scenario++) {
        ComparedScenario shown = metric.getScenarios(scenario);
        values[(scenario + 1) * periods + period] = shown.getValues(period);
      }
    }
    return values;
  }
}
