package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.v1.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, with which assumptions, and which metrics. */
final class ScenarioOptions {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = {"-p",
      "--parameter"}, paramLabel = "name=value", description = "Sets a parameter: name=25%%, a series name=1,2,3, or one period name[2Q26]=5 (name@2Q26=5). May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--series", paramLabel = "FILE", description = "Series from a csv: first column the period, then a column for each parameter. An empty field keeps the value.")
  private List<Path> series = new ArrayList<>();

  @Option(names = "--scenario", paramLabel = "FILE", description = "A Scenario message as protobuf text or JSON to start from; -p, --series and --shock come on top.")
  private @Nullable Path scenarioFile;

  @Option(names = "--shock", paramLabel = "SHOCK", description = "A change on top: recession=price.scale=90%%, slip=net_new_arr@2Q26,3Q26.add=-500. May be repeated, applied in order.")
  private List<String> shocks = new ArrayList<>();

  @Option(names = {"-m",
      "--metric"}, paramLabel = "metric", description = "A metric to compute; may be repeated. Default: all of the model.")
  private List<String> metrics = new ArrayList<>();

  /** The scenario as typed; files are read here, the server is not asked. */
  ScenarioText read() {
    return ScenarioText.parse(base(), "-p", series, settings, shocks);
  }

  /** The scenario, with what it needs to know of its model asked for. */
  static Scenario scenario(ScenarioText text, ModelSource models) {
    return text.scenario(() -> models.of(text.base()));
  }

  private Scenario base() {
    return model
        .of(scenarioFile == null ? Scenario.getDefaultInstance() : ScenarioText.file(scenarioFile));
  }

  /** Metrics in the order asked; none means all. */
  List<String> metrics() {
    return List.copyOf(metrics);
  }

  /** The one metric of a question that is asked of one. */
  String metric() {
    return single(metrics);
  }

  /** The only element. */
  static String single(List<String> metrics) {
    if (metrics.size() != 1) {
      throw CommandException.wrongUsage("-m", metrics.isEmpty() ? "absent" : String.join(", ", metrics),
          "one metric");
    }
    return metrics.get(0);
  }
}
