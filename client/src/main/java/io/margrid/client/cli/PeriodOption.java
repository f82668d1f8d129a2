package io.margrid.client.cli;

import picocli.CommandLine.Option;

/** Which period of a model over time a question looks at. */
final class PeriodOption {
  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  /** Empty for the last one, and for a model without periods. */
  String period() {
    return period;
  }
}
