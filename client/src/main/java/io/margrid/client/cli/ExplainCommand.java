package io.margrid.client.cli;

import com.google.protobuf.util.JsonFormat;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.ExplanationDot;
import io.margrid.client.cli.output.ExplanationTree;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code margrid explain MODEL METRIC}: where a number comes from. */
@Command(name = "explain", description = "Explain a number: the tree of formula nodes with values, units and sources.", footer = {
    "", "Examples:", "  margrid explain taas-deal provider_ebit_margin -p revenue_share=30%%",
    "  margrid explain lab-arr arr --period 2Q26",
    "  margrid explain taas-deal provider_ebit_margin --format dot | dot -Tsvg > margin.svg"})
final class ExplainCommand implements Callable<Integer> {
  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Parameters(index = "1", arity = "0..1", paramLabel = "METRIC", description = "The metric to explain; with --model-file give it as -m.")
  private String metric = "";

  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  @Option(names = {"-f",
      "--format"}, paramLabel = "FORMAT", description = "text, json (the answer as it came) or dot (Graphviz). Default: text.")
  private String format = "text";

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = "Write there instead of to standard output.")
  private @Nullable Path output;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    String explained = metric.isEmpty() ? options.metric() : metric;
    ChosenFormat.check(format, "text", "json", "dot");
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Hints hints = new Hints(models.of(text.base()));
      ExplainResponse answer = Answers.of(connection.client().explain(ExplainRequest.newBuilder()
          .setScenario(ScenarioOptions.scenario(text, models)).setMetric(explained).setPeriod(period)
          .build()));
      results.print(output, switch (format) {
        case "json" -> JsonFormat.printer().alwaysPrintFieldsWithNoPresence().print(answer) + "\n";
        case "dot" -> ExplanationDot.render(answer);
        default -> ExplanationTree.render(answer, hints);
      });
      results.complete();
    }
    return 0;
  }
}
