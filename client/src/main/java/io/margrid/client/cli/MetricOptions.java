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
    return oneOf("-m", metrics);
  }

  /** The one metric, which may be named without the option too; empty if it is not. */
  String one(String named) {
    List<String> all = new ArrayList<>(metrics);
    if (!named.isEmpty()) {
      all.add(0, named);
    }
    return oneOf("METRIC", all);
  }

  private static String oneOf(String field, List<String> given) {
    if (given.size() != 1) {
      throw CommandException.wrongUsage(field, given.isEmpty() ? "absent" : String.join(", ", given),
          "one metric");
    }
    return given.get(0);
  }
}
