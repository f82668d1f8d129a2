package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.chart.PictureView;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.EvaluationText;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code margrid eval MODEL}: the metrics of one scenario. */
@Command(name = "eval", sortOptions = false, description = "Compute one scenario.", footer = {"", "Examples:",
    "  margrid eval taas-deal",
    "  margrid eval taas-deal -p revenue_share=30%% -p gross_revenue_per_mw=20 \\",
    "      -m provider_ebit_margin",
    "  margrid eval lab-arr --period 1Q26 --period 4Q26 -p net_new_arr@2Q26=9000",
    "  margrid eval lab-arr -m arr --png arr.png",
    "  margrid eval --model-file my-model.textproto", "",
    "The table is rounded for reading; csv and json have all digits."})
final class EvalCommand extends ModelCommand {
  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Mixin
  private final MetricOptions metrics = new MetricOptions(MetricOptions.SEVERAL);

  @Mixin
  private final PeriodOptions periods = new PeriodOptions();

  @Mixin
  private final PictureOptions output = new PictureOptions("the metrics over time", "table", "csv", "json");

  EvalCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText text = scenario.read();
    output.check();
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      EvaluateRequest question = EvaluateRequest.newBuilder().setScenario(subject.scenario())
          .addAllMetrics(metrics.all()).addAllPeriods(periods.periods()).build();
      results.show(output,
          format -> written(Answers.of(client.evaluate(question), question), format, subject),
          file -> draw(client, subject, file));
    };
  }

  private static String written(EvaluateResponse answer, String format, Subject subject) throws IOException {
    return switch (format) {
      case "csv" -> EvaluationText.csv(answer);
      case "json" -> AnswerJson.of(answer);
      default -> EvaluationText.table(answer, subject.hints());
    };
  }

  private void draw(MargridClient client, Subject subject, OutputStream file) throws IOException {
    GridSpec grid = GridSpec.newBuilder().setScenario(subject.scenario()).addAllMetrics(metrics.all())
        .addAllPeriods(periods.periods()).build();
    PictureView view = new PictureView(file, subject.hints(), subject.title());
    GridReader.read(client, grid, List.of(new CollectedGrid(view)), new Progress(terminal(), false));
  }
}
