package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.FrontierText;
import io.margrid.client.cli.output.HeatmapView;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.Paint;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.FrontierResponse;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid frontier MODEL}: where is the line between yes and no. */
@Command(name = "frontier", sortOptions = false, description = "Find the line on which a metric meets a target, over two axes.", footer = {
    "", "Examples:",
    "  margrid frontier taas-deal \\",
    "      --axis revenue_share=10%%:40%%:5%% --axis iaas_fee_per_mw=5:10:1 \\",
    "      -m provider_ebit_margin --target 50%% --format heatmap --png frontier.png"})
final class FrontierCommand extends ModelCommand {
  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Mixin
  private final AxisOptions axes = new AxisOptions(AxisOptions.FORMS + "Two of one parameter each.");

  @Mixin
  private final MetricOptions metric = new MetricOptions(MetricOptions.ONE);

  @Option(names = "--target", required = true, paramLabel = "NUMBER", description = "What the metric shall be.")
  private String target = "";

  @Mixin
  private final PeriodOption period = new PeriodOption();

  @Mixin
  private final PictureOptions output = new PictureOptions("the line on a heatmap", "table", "csv", "json",
      "heatmap");

  FrontierCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText text = scenario.read();
    output.check();
    FrontierRequest.Builder request = FrontierRequest.newBuilder().setMetric(metric.one())
        .setMetricPeriod(period.period()).setTarget(RangeText.number("--target", target));
    request.getGridBuilder().addAllAxes(axes.axes());
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      request.getGridBuilder().setScenario(subject.scenario());
      FrontierRequest question = request.build();
      show(Answers.of(client.frontier(question), question), question, subject, results);
    };
  }

  private void show(FrontierResponse answer, FrontierRequest question, Subject subject, Results results)
      throws IOException {
    String period = subject.period(question.getMetricPeriod());
    String goal = Goal.text(subject.model(), question.getMetric(), period, question.getTarget());
    FrontierText frontier = new FrontierText(answer);
    results.show(output, format -> switch (format) {
      case "csv" -> frontier.csv();
      case "json" -> AnswerJson.of(answer);
      case "heatmap" -> heatmap(subject.hintsIn(period), question.getTarget()).render(frontier.grid());
      default -> frontier.table(subject.hints(), goal);
    }, file -> AnswerPictures.frontier(frontier.grid(), answer.getLinesList(), subject.hints(),
        subject.title(), goal, file));
  }

  private HeatmapView heatmap(Hints hints, double level) {
    Paint paint = output.text().file() == null ? terminal().paint() : Paint.NONE;
    return HeatmapView.withLine(hints, paint, terminal().columns(), level);
  }
}
