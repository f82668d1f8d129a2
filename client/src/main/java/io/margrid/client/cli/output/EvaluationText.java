package io.margrid.client.cli.output;

import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.MetricValue;
import java.util.ArrayList;
import java.util.List;

/** The metrics of one scenario, for people and as csv. */
public final class EvaluationText {
  private EvaluationText() {}

  /** A row for each metric, periods across; then why values are not finite. */
  public static String table(EvaluateResponse values, Hints hints) {
    TextTable table = new TextTable().left(1);
    if (values.getPeriodsCount() > 0) {
      List<String> heading = new ArrayList<>(List.of("metric"));
      heading.addAll(values.getPeriodsList());
      heading.add("unit");
      table.heading(heading);
    }
    for (MetricValue value : values.getMetricsList()) {
      List<String> row = new ArrayList<>(List.of(value.getName()));
      value.getValuesList().forEach(number -> row.add(DisplayText.of(number, hints.of(value.getName()))));
      row.add(value.getUnit().equals("1") ? "" : value.getUnit());
      table.row(row);
    }
    return table.render() + reasons(values);
  }

  private static String reasons(EvaluateResponse values) {
    StringBuilder lines = new StringBuilder();
    for (MetricValue value : values.getMetricsList()) {
      value.getNonFiniteList().forEach(
          kind -> lines.append(value.getName()).append(": ").append(kind.getReason()).append('\n'));
    }
    return lines.toString();
  }

  /** A line for each metric and period; every number reads back to the same double. */
  public static String csv(EvaluateResponse values) {
    boolean overTime = values.getPeriodsCount() > 0;
    StringBuilder text = new StringBuilder("metric,unit,").append(overTime ? "period," : "")
        .append("value\n");
    for (MetricValue value : values.getMetricsList()) {
      for (int period = 0; period < value.getValuesCount(); period++) {
        CsvLine line = new CsvLine(text).text(value.getName()).text(value.getUnit());
        if (overTime) {
          line.text(values.getPeriods(period));
        }
        line.number(value.getValues(period)).end();
      }
    }
    return text.toString();
  }
}
