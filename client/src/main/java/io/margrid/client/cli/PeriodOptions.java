package io.margrid.client.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which periods of a model over time are shown. */
final class PeriodOptions {
  @Option(names = "--period", paramLabel = "PERIOD", description = "A period to show; may be repeated. Default: all. All are computed.")
  private List<String> periods = new ArrayList<>();

  /** In the order asked; none means all. */
  List<String> periods() {
    return List.copyOf(periods);
  }
}
