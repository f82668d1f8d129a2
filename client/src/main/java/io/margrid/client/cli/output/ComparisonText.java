package io.margrid.client.cli.output;

import io.margrid.v1.CompareResponse;
import io.margrid.v1.ComparedMetric;
import io.margrid.v1.ComparedScenario;
import io.margrid.v1.Display;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Scenarios side by side, for people and as csv. */
public final class ComparisonText {
  private final CompareResponse compared;
  private final Hints hints;
  private final String base;

  private ComparisonText(CompareResponse compared, Hints hints, String base) {
    this.compared = compared;
    this.hints = hints;
    this.base = base;
  }

  /** One table for a scalar model; over time a table for each metric, periods across. */
  public static String table(CompareResponse compared, Hints hints, String base) {
    ComparisonText text = new ComparisonText(compared, hints, base);
    if (compared.getPeriodsCount() == 0) {
      return text.scalar();
    }
    List<String> tables = new ArrayList<>();
    compared.getMetricsList().forEach(metric -> tables.add(text.overTime(metric)));
    return String.join("\n", tables);
  }

  private String scalar() {
    TextTable table = new TextTable().left(2)
        .heading(List.of("metric", "scenario", "value", "difference", "relative", "unit"));
    for (ComparedMetric metric : compared.getMetricsList()) {
      Display hint = hints.of(metric.getMetric().getName());
      String unit = metric.getMetric().getUnit().equals("1") ? "" : metric.getMetric().getUnit();
      table.row(List.of(metric.getMetric().getName(), base, DisplayText.of(metric.getBase(0), hint), "", "",
          unit));
      for (ComparedScenario scenario : metric.getScenariosList()) {
        table.row(List.of("", scenario.getName(), DisplayText.of(scenario.getValues(0), hint),
            SignedText.of(scenario.getDifferences(0), hint),
            SignedText.share(scenario.getRelativeDifferences(0)), ""));
      }
    }
    return table.render();
  }

  private String overTime(ComparedMetric metric) {
    Display hint = hints.of(metric.getMetric().getName());
    List<String> heading = new ArrayList<>(List.of(""));
    heading.addAll(compared.getPeriodsList());
    TextTable table = new TextTable().left(1).heading(heading);
    table.row(row(base, metric.getBaseList(), value -> DisplayText.of(value, hint)));
    for (ComparedScenario scenario : metric.getScenariosList()) {
      table.row(row(scenario.getName(), scenario.getValuesList(), value -> DisplayText.of(value, hint)));
      table.row(row("  difference", scenario.getDifferencesList(), value -> SignedText.of(value, hint)));
      table.row(row("  relative", scenario.getRelativeDifferencesList(), SignedText::share));
    }
    return hints.heading(metric.getMetric()) + "\n" + table.render();
  }

  private static List<String> row(String name, List<Double> values, DoubleFunction<String> text) {
    List<String> row = new ArrayList<>(List.of(name));
    values.forEach(value -> row.add(text.apply(value)));
    return row;
  }

  /** A line for each metric, scenario and period; every number reads back to the same double. */
  public static String csv(CompareResponse compared, String base) {
    boolean overTime = compared.getPeriodsCount() > 0;
    StringBuilder text = new StringBuilder("metric,unit,scenario,").append(overTime ? "period," : "")
        .append("value,difference,relative_difference\n");
    for (ComparedMetric metric : compared.getMetricsList()) {
      for (int scenario = -1; scenario < metric.getScenariosCount(); scenario++) {
        for (int period = 0; period < metric.getBaseCount(); period++) {
          ComparedScenario shown = scenario < 0 ? null : metric.getScenarios(scenario);
          CsvLine line = new CsvLine(text).text(metric.getMetric().getName())
              .text(metric.getMetric().getUnit()).text(shown == null ? base : shown.getName());
          if (overTime) {
            line.text(compared.getPeriods(period));
          }
          if (shown == null) {
            line.number(metric.getBase(period)).text("").text("").end();
          } else {
            line.number(shown.getValues(period)).number(shown.getDifferences(period))
                .number(shown.getRelativeDifferences(period)).end();
          }
        }
      }
    }
    return text.toString();
  }
}
