package io.margrid.client.cli;

import io.margrid.client.cli.input.ScenarioText;
import io.margrid.v1.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is assumed on top of a scenario. */
final class AssumptionOptions {
  @Option(names = {"-p",
      "--parameter"}, paramLabel = "name=value", description = "Sets a parameter: name=25%%, a series name=1,2,3, or one period:%nname@2Q26=5 or name[2Q26]=5. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = "--series", paramLabel = "FILE", description = "Series from a csv: first column the period, then a column for each parameter. An empty field keeps the value.")
  private List<Path> series = new ArrayList<>();

  @Option(names = "--shock", paramLabel = "SHOCK", description = "A change on top: recession=price.scale=90%% or%nslip=net_new_arr@2Q26,3Q26.add=-500. May be repeated, applied in order.")
  private List<String> shocks = new ArrayList<>();

  /** A scenario with all of it; files are read here, the server is not asked. */
  ScenarioText on(Scenario base) {
    return ScenarioText.parse(base, "-p", series, settings, shocks);
  }
}
