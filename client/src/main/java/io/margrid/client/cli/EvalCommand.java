package io.margrid.client.cli;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.Metric;
import io.margrid.v1.MetricValue;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code margrid eval MODEL}: the metrics of one scenario. */
@Command(name = "eval", description = "Compute one scenario, rounded for reading.", footer = {"", "Examples:",
    "  margrid eval taas-deal",
    "  margrid eval taas-deal -p revenue_share=30%% -p gross_revenue_per_mw=20 -m provider_ebit_margin",
    "  margrid eval --model-file my-model.textproto", "",
    "All digits, for programs: `margrid grid MODEL --format csv` without an axis is a grid of one cell."})
final class EvalCommand implements Callable<Integer> {
  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Scenario scenario = options.scenario();
    try (Connection connection = common.connect(terminal)) {
      EvaluateResponse values = Answers.of(connection.client().evaluate(
          EvaluateRequest.newBuilder().setScenario(scenario).addAllMetrics(options.metrics()).build()));
      terminal.out().print(table(values, ScenarioOptions.model(scenario, connection.client())).render());
      reasons(values).forEach(terminal.out()::println);
    }
    return 0;
  }

  private static TextTable table(EvaluateResponse values, Model model) {
    Map<String, Metric> metrics = new HashMap<>();
    model.getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric));
    TextTable table = new TextTable().left(1);
    if (values.getPeriodsCount() > 0) {
      List<String> heading = new ArrayList<>(List.of("metric"));
      heading.addAll(values.getPeriodsList());
      heading.add("unit");
      table.heading(heading);
    }
    for (MetricValue value : values.getMetricsList()) {
      Metric metric = metrics.getOrDefault(value.getName(), Metric.getDefaultInstance());
      List<String> row = new ArrayList<>(List.of(value.getName()));
      value.getValuesList().forEach(number -> row.add(DisplayText.of(number, metric.getDisplay())));
      row.add(value.getUnit().equals("1") ? "" : value.getUnit());
      table.row(row);
    }
    return table;
  }

  private static List<String> reasons(EvaluateResponse values) {
    List<String> lines = new ArrayList<>();
    for (MetricValue value : values.getMetricsList()) {
      value.getNonFiniteList().forEach(kind -> lines.add(value.getName() + ": " + kind.getReason()));
    }
    return lines;
  }
}
