package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.AxisSpec;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.FrontierText;
import io.margrid.client.cli.output.HeatmapView;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.Paint;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid frontier MODEL}: where is the line between yes and no. */
@Command(name = "frontier", sortOptions = false, description = "Find the line on which a metric meets a target, over two axes.", footer = {
    "", "Examples:",
    "  margrid frontier taas-deal --axis revenue_share=10%%:40%%:5%% --axis iaas_fee_per_mw=5:10:1 \\",
    "      -m provider_ebit_margin --target 50%% --format heatmap --png frontier.png"})
final class FrontierCommand implements Callable<Integer> {
  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Option(names = {"-a",
      "--axis"}, required = true, paramLabel = "SPEC", description = "An axis of one parameter; give two. See margrid grid --help.")
  private List<String> axes = new ArrayList<>();

  @Option(names = "--target", required = true, paramLabel = "NUMBER", description = "What the metric shall be.")
  private String target = "";

  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", description = "table, csv (the points) or heatmap (the line on the grid). Default: table; with --png alone, the picture only.")
  private String format = "";

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = "Write there instead of to standard output.")
  private @Nullable Path output;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw the line on a heatmap.")
  private @Nullable Path picture;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  FrontierCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    ChosenFormat.check(format, "", "table", "csv", "heatmap");
    FrontierRequest.Builder request = FrontierRequest.newBuilder().setMetric(options.metric())
        .setMetricPeriod(period).setTarget(RangeText.number("--target", target));
    axes.forEach(axis -> request.getGridBuilder().addAxes(AxisSpec.parse(axis)));
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Model model = models.of(text.base());
      request.getGridBuilder().setScenario(ScenarioOptions.scenario(text, models));
      show(Answers.of(connection.client().frontier(request.build())), request, model, results);
      results.complete();
    }
    return 0;
  }

  private void show(FrontierResponse answer, FrontierRequest.Builder request, Model model, Results results)
      throws IOException {
    Hints hints = new Hints(model);
    String goal = Goal.text(model, request.getMetric(), period, request.getTarget());
    FrontierText frontier = new FrontierText(answer);
    if (format.equals("heatmap")) {
      HeatmapView view = new HeatmapView(results.text(output), hints,
          output == null ? terminal.paint() : Paint.NONE, terminal.columns(), request.getTarget());
      view.check(frontier.grid().shape());
      view.show(frontier.grid());
    } else if (!format.isEmpty() || output != null || picture == null) {
      results.print(output, format.equals("csv") ? frontier.csv() : frontier.table(hints, goal));
    }
    if (picture != null) {
      AnswerPictures.frontier(frontier.grid(), answer.getLinesList(), hints, ModelTitle.of(model), goal,
          results.file(picture));
    }
  }
}
