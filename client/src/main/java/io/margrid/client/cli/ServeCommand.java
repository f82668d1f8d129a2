package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Listed for the reader of the help; the launcher starts the server before this class is ever asked. */
@Command(name = "serve", description = "Run the server: `margrid serve --help` lists its options.")
final class ServeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "OPTION", description = "Options of the server, such as --port 8980.")
  private List<String> options = new ArrayList<>();

  private final Terminal terminal;

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.out().flush();
    throw CommandException.wrongUsage("serve", String.join(" ", options),
        "to be run by bin/margrid, which starts the server's own program");
  }
}
