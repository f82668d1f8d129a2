package io.margrid.client.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.ExplanationCsv;
import io.margrid.client.cli.output.ExplanationDot;
import io.margrid.client.cli.output.ExplanationTree;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code margrid explain MODEL METRIC}: where a number comes from. */
@Command(name = "explain", sortOptions = false, description = "Explain a number: the tree of formula nodes with values, units and sources.", footer = {
    "", "Examples:", "  margrid explain taas-deal provider_ebit_margin -p revenue_share=30%%",
    "  margrid explain lab-arr arr --period 2Q26",
    "  margrid explain taas-deal provider_ebit_margin -f dot | dot -Tsvg >margin.svg"})
final class ExplainCommand extends ModelCommand {
  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "METRIC", description = "The metric to explain. With --model-file it is given without MODEL.")
  private String metric = "";

  @Mixin
  private final MetricOptions metrics = new MetricOptions("The same as METRIC.");

  @Mixin
  private final PeriodOption period = new PeriodOption();

  @Mixin
  private final OutputOptions output = new OutputOptions("table", "csv", "json", "dot");

  ExplainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    String named = metric.isEmpty() ? scenario.takeNameBesideFile() : metric;
    ScenarioText text = scenario.read();
    ExplainRequest.Builder request = ExplainRequest.newBuilder().setMetric(metrics.one(named))
        .setPeriod(period.period());
    String format = output.format();
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      ExplainRequest question = request.setScenario(subject.scenario()).build();
      ExplainResponse answer = Answers.of(client.explain(question), question);
      results.print(output.file(), written(answer, format, subject));
    };
  }

  private static String written(ExplainResponse answer, String format, Subject subject)
      throws InvalidProtocolBufferException {
    return switch (format) {
      case "csv" -> ExplanationCsv.render(answer);
      case "json" -> AnswerJson.of(answer);
      case "dot" -> ExplanationDot.render(answer);
      default -> ExplanationTree.render(answer, subject.hints(), subject.model().getPeriodsList());
    };
  }
}
