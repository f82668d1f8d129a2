package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.local.PrivateServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/,\\s]+):([0-9]{1,5})");
  private static final String DNS = "dns:///";
  private static final int LAST_PORT = 65_535;

  @Option(names = "--server", paramLabel = "HOST:PORT", description = "Server to ask; several as HOST:PORT,HOST:PORT or dns:///NAME:PORT. Default: $$MARGRID_SERVER; without it, a private server for this command.")
  private String server = "";

  @Option(names = "--verbose", description = "Show the private server's log, and stack traces of errors.")
  private boolean verbose;

  /** Whether stack traces and the server's log are wanted. */
  boolean verbose() {
    return verbose;
  }

  /** Opens a client on the server asked for, or on a private one, to be closed by the caller. */
  Connection connect(Terminal terminal) {
    return connect(terminal, 1);
  }

  /** The same; grids come in so many tiles at once. */
  Connection connect(Terminal terminal, int tiles) {
    String address = server.isEmpty() ? terminal.variable("MARGRID_SERVER") : server;
    if (!address.isEmpty()) {
      return new Connection(client(checked(address), tiles), null);
    }
    String command = terminal.variable(PrivateServer.COMMAND_VARIABLE);
    if (command.isBlank()) {
      throw CommandException.wrongUsage("--server", "absent",
          "HOST:PORT, or start by bin/margrid, which brings a private server");
    }
    PrivateServer own = PrivateServer.start(command, PATIENCE, terminal.err(), verbose);
    return new Connection(client(own.address(), tiles), own);
  }

  private static MargridClient client(String target, int tiles) {
    return MargridClient.builder().target(target).tiles(tiles).build();
  }

  private static String checked(String target) {
    if (target.startsWith(DNS)) {
      checkedOne(target.substring(DNS.length()));
    } else {
      // The limit keeps an empty last one, which is a mistake.
      Arrays.stream(target.split(",", -1)).forEach(CommonOptions::checkedOne);
    }
    return target;
  }

  private static void checkedOne(String address) {
    var matcher = ADDRESS.matcher(address);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT
        || Integer.parseInt(matcher.group(2)) == 0) {
      throw CommandException.wrongUsage("--server", address, "HOST:PORT, such as localhost:8980");
    }
  }
}
