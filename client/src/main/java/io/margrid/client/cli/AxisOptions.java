package io.margrid.client.cli;

import io.margrid.client.cli.input.AxisSpec;
import io.margrid.v1.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is moved. */
final class AxisOptions implements HelpText {
  /** For the commands that do not list them. */
  static final String FORMS = "margrid grid --help lists all forms. ";

  @Option(names = {"-a",
      "--axis"}, paramLabel = "SPEC", description = "An axis, such as name=10:40:5; ${bundle:axes}")
  private List<String> axes = new ArrayList<>();

  private final String help;

  /** {@code help} says where all forms are, and how many axes are wanted. */
  AxisOptions(String help) {
    this.help = help;
  }

  @Override
  public Map<String, String> helpTexts() {
    return Map.of("axes", help);
  }

  /** In the order typed. */
  List<Axis> axes() {
    return axes.stream().map(AxisSpec::parse).toList();
  }
}
