package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.local.PrivateServer;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/\\s]+):([0-9]{1,5})");
  private static final int LAST_PORT = 65_535;

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "Server to ask. Default: $$MARGRID_SERVER; without it, a private server for this command.")
  private String server = "";

  @Mixin
  private SecurityOptions security = new SecurityOptions();

  @Option(names = "--verbose", description = "Show the private server's log, and stack traces of errors.")
  private boolean verbose;

  /** Whether stack traces and the server's log are wanted. */
  boolean verbose() {
    return verbose;
  }

  /** Opens a client on the server asked for, or on a private one, to be closed by the caller. */
  Connection connect(Terminal terminal) {
    String address = server.isEmpty() ? terminal.variable("MARGRID_SERVER") : server;
    if (!address.isEmpty()) {
      return new Connection(security.connect(checked(address)), null);
    }
    String command = terminal.variable(PrivateServer.COMMAND_VARIABLE);
    if (command.isBlank()) {
      throw CommandException.wrongUsage("--server", "absent",
          "HOST:PORT, or start by bin/margrid, which brings a private server");
    }
    PrivateServer own = PrivateServer.start(command, PATIENCE, terminal.err(), verbose);
    return new Connection(MargridClient.connect(own.address()), own);
  }

  private static String checked(String address) {
    var matcher = ADDRESS.matcher(address);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT
        || Integer.parseInt(matcher.group(2)) == 0) {
      throw CommandException.wrongUsage("--server", address, "HOST:PORT, such as localhost:8980");
    }
    return address;
  }
}
