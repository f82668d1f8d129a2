package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which metrics. */
final class MetricOptions implements HelpText {
  static final String ONE = "Required.";
  static final String SEVERAL = "May be repeated. Default: all of the model.";

  @Option(names = {"-m",
      "--metric"}, paramLabel = "metric", description = "A metric. ${bundle:metrics}")
  private List<String> metrics = new ArrayList<>();

  private final String help;

  /** {@code help} says how many are wanted. */
  MetricOptions(String help) {
    this.help = help;
  }

  @Override
  public Map<String, String> helpTexts() {
    return Map.of("metrics", help);
  }

  /** In the order asked; none means all. */
  List<String> all() {
    return List.copyOf(metrics);
  }

  /** The one metric of a question that is asked of one. */
  String one() {
    if (metrics.size() != 1) {
      throw CommandException.wrongUsage("-m", metrics.isEmpty() ? "absent" : String.join(", ", metrics),
          "one metric");
    }
    return metrics.get(0);
  }
}
