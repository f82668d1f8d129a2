package io.margrid.client.cli;

import io.margrid.v1.Model;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code margrid describe MODEL}: parameters, units, defaults, formulas, sources. */
@Command(name = "describe", description = "Describe a model: parameters with units, defaults and sources, and formulas.", footer = {
    "", "Example:", "  margrid describe taas-deal"})
final class DescribeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", description = "A model of the server: see `margrid models`.")
  private String model = "";

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  DescribeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Connection connection = common.connect(terminal)) {
      Model described = Answers.of(connection.client().getModel(model)).getModel();
      terminal.out().print(new ModelPage(described, terminal.columns()).render());
    }
    return 0;
  }
}
