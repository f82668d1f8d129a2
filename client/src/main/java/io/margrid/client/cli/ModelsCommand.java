package io.margrid.client.cli;

import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.ModelEntry;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code margrid models}: the catalogue, a line each. */
@Command(name = "models", description = "List the server's models.")
final class ModelsCommand implements Callable<Integer> {
  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    TextTable table = new TextTable().left(2)
        .heading(List.of("model", "title", "parameters", "metrics", "periods"));
    try (Connection connection = common.connect(terminal)) {
      for (ModelEntry entry : connection.client().listModels().toIterable()) {
        table.row(List.of(entry.getId(), entry.getTitle(), number(entry.getParameterCount()),
            number(entry.getMetricCount()),
            entry.getPeriodCount() == 0 ? "" : number(entry.getPeriodCount())));
      }
    }
    terminal.out().print(table.render());
    return 0;
  }

  private static String number(int count) {
    return Integer.toString(count);
  }
}
