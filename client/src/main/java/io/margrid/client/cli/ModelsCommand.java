package io.margrid.client.cli;

import io.margrid.client.cli.output.TextTable;
import io.margrid.v1.ModelEntry;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code margrid models}: the catalogue, a line each. */
@Command(name = "models", description = "List the server's models.")
final class ModelsCommand extends ModelCommand {
  ModelsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    return (client, results) -> {
      TextTable table = new TextTable().left(2)
          .heading(List.of("model", "title", "parameters", "metrics", "periods"));
      for (ModelEntry entry : client.listModels().toIterable()) {
        table.row(List.of(entry.getId(), entry.getTitle(), number(entry.getParameterCount()),
            number(entry.getMetricCount()),
            entry.getPeriodCount() == 0 ? "" : number(entry.getPeriodCount())));
      }
      results.print(null, table.render());
    };
  }

  private static String number(int count) {
    return Integer.toString(count);
  }
}
