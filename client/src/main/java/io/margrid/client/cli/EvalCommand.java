package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.chart.PictureView;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Metric;
import io.margrid.v1.MetricValue;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid eval MODEL}: the metrics of one scenario. */
@Command(name = "eval", description = "Compute one scenario, rounded for reading.", footer = {"", "Examples:",
    "  margrid eval taas-deal",
    "  margrid eval taas-deal -p revenue_share=30%% -p gross_revenue_per_mw=20 -m provider_ebit_margin",
    "  margrid eval lab-arr --period 1Q26 --period 4Q26 -p net_new_arr@2Q26=9000",
    "  margrid eval lab-arr -m arr --png arr.png",
    "  margrid eval --model-file my-model.textproto", "",
    "All digits, for programs: `margrid grid MODEL --format csv` without an axis is a grid of one cell."})
final class EvalCommand implements Callable<Integer> {
  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Option(names = "--png", paramLabel = "FILE", description = "Draw the metrics over time.")
  private @Nullable Path picture;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Model model = models.of(text.base());
      Scenario scenario = ScenarioOptions.scenario(text, models);
      if (picture != null) {
        draw(connection.client(), scenario, model, results.file(picture));
      } else {
        print(connection.client(), scenario, model);
      }
      results.complete();
    }
    return 0;
  }

  private void print(MargridClient client, Scenario scenario, Model model) {
    EvaluateResponse values = Answers.of(client.evaluate(EvaluateRequest.newBuilder().setScenario(scenario)
        .addAllMetrics(options.metrics()).addAllPeriods(periods.periods()).build()));
    terminal.out().print(table(values, model).render());
    reasons(values).forEach(terminal.out()::println);
  }

  private void draw(MargridClient client, Scenario scenario, Model model, OutputStream file)
      throws IOException {
    GridSpec grid = GridSpec.newBuilder().setScenario(scenario).addAllMetrics(options.metrics())
        .addAllPeriods(periods.periods()).build();
    PictureView view = new PictureView(file, new Hints(model), ModelTitle.of(model));
    GridReader.read(client, grid, List.of(new CollectedGrid(view)), new Progress(terminal, false));
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
