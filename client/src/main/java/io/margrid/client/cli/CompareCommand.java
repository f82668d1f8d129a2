package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.ComparedGrids;
import io.margrid.client.cli.output.ComparisonText;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid compare MODEL --scenario FILE…}: scenarios side by side. */
@Command(name = "compare", sortOptions = false, description = "Show scenarios side by side: values, differences, relative differences.", footer = {
    "", "A scenario file is a Scenario message as protobuf text or JSON:", "",
    "  name: \"bear\"", "  settings { parameter: \"gross_revenue_per_mw\" value: 15 }",
    "  shocks { name: \"price cut\" parameter: \"revenue_share\" factor: 0.9 }", "", "Examples:",
    "  margrid compare taas-deal --scenario bear.textproto --scenario bull.textproto",
    "  margrid compare lab-arr --base plan.textproto --scenario slip.textproto -m arr --png arr.png"})
final class CompareCommand implements Callable<Integer> {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = "--base", paramLabel = "FILE", description = "What the others are compared with. Default: the model's defaults.")
  private @Nullable Path base;

  @Option(names = "--scenario", required = true, paramLabel = "FILE", description = "A scenario; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(names = {"-m",
      "--metric"}, paramLabel = "metric", description = "A metric to compare; may be repeated. Default: all of the model.")
  private List<String> metrics = new ArrayList<>();

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Option(names = {"-f", "--format"}, paramLabel = "FORMAT", description = "table or csv. Default: table.")
  private String format = "table";

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = "Write there instead of to standard output.")
  private @Nullable Path output;

  @Option(names = "--png", paramLabel = "FILE", description = "Draw a picture instead: lines over time, else bars.")
  private @Nullable Path picture;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Scenario from = model.of(base == null ? Scenario.newBuilder().setName("base").build()
        : ScenarioText.file(base));
    ChosenFormat.check(format, "table", "csv");
    CompareRequest.Builder request = CompareRequest.newBuilder().setBase(from).addAllMetrics(metrics)
        .addAllPeriods(periods.periods());
    files.forEach(file -> request.addScenarios(ScenarioText.file(file)));
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      Model described = new ModelSource(connection.client()).of(from);
      Hints hints = new Hints(described);
      CompareResponse answer = Answers.of(connection.client().compare(request.build()));
      if (picture != null) {
        AnswerPictures.compare(ComparedGrids.of(answer, from.getName()), hints, ModelTitle.of(described),
            results.file(picture));
      } else {
        results.print(output, format.equals("csv") ? ComparisonText.csv(answer, from.getName())
            : ComparisonText.table(answer, hints, from.getName()));
      }
      results.complete();
    }
    return 0;
  }
}
