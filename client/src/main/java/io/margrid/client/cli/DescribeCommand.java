package io.margrid.client.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code margrid describe MODEL}: parameters, units, defaults, formulas, sources. */
@Command(name = "describe", description = "Describe a model: parameters with units, defaults and sources, and formulas.", footer = {
    "", "Example:", "  margrid describe taas-deal"})
final class DescribeCommand extends ModelCommand {
  @Parameters(paramLabel = "MODEL", description = "A model of the server: see `margrid models`.")
  private String model = "";

  DescribeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    return (client, results) -> results.print(null,
        new ModelPage(Subject.catalogued(client, model), terminal().columns()).render());
  }
}
