package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.ComparedGrids;
import io.margrid.client.cli.output.ComparisonText;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    "  margrid compare taas-deal --scenario bear.textproto \\",
    "      -p revenue_share=30%% -m provider_ebit_margin",
    "  margrid compare lab-arr --base plan.textproto --scenario slip.textproto \\",
    "      -m arr --png arr.png"})
final class CompareCommand extends ModelCommand {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = "--base", paramLabel = "FILE", description = "What the others are compared with: a scenario. Default: the model's defaults. -p, --series and --shock change it, and nothing else.")
  private @Nullable Path base;

  @Mixin
  private final AssumptionOptions assumptions = new AssumptionOptions();

  @Option(names = "--scenario", required = true, paramLabel = "FILE", description = "A scenario to compare; may be repeated.")
  private List<Path> files = new ArrayList<>();

  @Mixin
  private final MetricOptions metrics = new MetricOptions(MetricOptions.SEVERAL);

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Mixin
  private final PictureOptions output = new PictureOptions("lines over time, else bars", "table", "csv",
      "json");

  CompareCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText from = assumptions.on(model.of(base == null ? Scenario.newBuilder().setName("base").build()
        : ScenarioText.file(base)));
    output.check();
    CompareRequest.Builder request = CompareRequest.newBuilder().addAllMetrics(metrics.all())
        .addAllPeriods(periods.periods());
    files.forEach(file -> request.addScenarios(ScenarioText.file(file)));
    return (client, results) -> {
      Subject subject = Subject.of(client, from);
      CompareRequest question = request.setBase(subject.scenario()).build();
      show(Answers.of(client.compare(question), question), subject, results);
    };
  }

  private void show(CompareResponse answer, Subject subject, Results results) throws IOException {
    String name = subject.scenario().getName();
    results.show(output, format -> switch (format) {
      case "csv" -> ComparisonText.csv(answer, name);
      case "json" -> AnswerJson.of(answer);
      default -> ComparisonText.table(answer, subject.hints(), name);
    }, file -> AnswerPictures.compare(ComparedGrids.of(answer, name), subject.hints(), subject.title(),
        file));
  }
}
