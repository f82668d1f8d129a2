package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.MargridClientBuilder;
import io.margrid.client.ServerUnavailableException;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.local.PrivateServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes. Shown last in the help. */
final class CommonOptions {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^:/,\\s]+):([0-9]{1,5})");
  private static final String DNS = "dns:///";
  private static final int LAST_PORT = 65_535;
  static final String OPTION = "--server";
  static final String VARIABLE = "MARGRID_SERVER";

  @Option(names = OPTION, order = 1_000, paramLabel = "HOST:PORT", description = {
      "Server to ask; several as HOST:PORT,HOST:PORT or",
      "dns:///NAME:PORT. Default: $$MARGRID_SERVER; without it, a private server for this command."})
  private String server = "";

  @Mixin
  private SecurityOptions security = new SecurityOptions();

  @Option(names = "--verbose", order = 1_000, description = "Show the private server's log, and stack traces of errors.")
  private boolean verbose;

  /** What is done with a server. */
  interface Work {
    void with(MargridClient client) throws IOException;
  }

  /** Works with the server asked for, or with a private one, which is gone afterwards; grids come in so many tiles at once. */
  void ask(Terminal terminal, int tiles, Work work) throws IOException {
    String address = address(terminal);
    if (address.isEmpty()) {
      askPrivate(terminal, tiles, work);
    } else {
      try (MargridClient client = security.on(builder(address, tiles)).build()) {
        work.with(client);
      } catch (ServerUnavailableException e) {
        throw UnreachableServer.of(address, !security.encrypt(), e);
      }
    }
  }

  private void askPrivate(Terminal terminal, int tiles, Work work) throws IOException {
    String command = terminal.variable(PrivateServer.COMMAND_VARIABLE);
    if (command.isBlank()) {
      throw CommandException.wrongUsage(OPTION, "absent",
          "HOST:PORT, or start by bin/margrid, which brings a private server");
    }
    try (PrivateServer own = PrivateServer.start(command, PATIENCE, terminal.err(), verbose);
        MargridClient client = builder(own.address(), tiles).build()) {
      try {
        work.with(client);
      } catch (ServerUnavailableException e) {
        throw own.failure(UnreachableServer.of(own.address(), false, e));
      }
    }
  }

  private String address(Terminal terminal) {
    String variable = terminal.variable(VARIABLE);
    return !server.isEmpty() ? checked(OPTION, server)
        : variable.isBlank() ? "" : checked(VARIABLE, variable.strip());
  }

  /** Whether a command would start a server of its own. */
  boolean isPrivate(Terminal terminal) {
    return address(terminal).isEmpty();
  }

  private static MargridClientBuilder builder(String target, int tiles) {
    return MargridClient.builder().target(target).tiles(tiles);
  }

  /** The target, if it is one. */
  static String checked(String name, String target) {
    if (target.startsWith(DNS)) {
      checkedOne(name, target.substring(DNS.length()));
    } else {
      // The limit keeps an empty last one, which is a mistake.
      Arrays.stream(target.split(",", -1)).forEach(address -> checkedOne(name, address));
    }
    return target;
  }

  private static void checkedOne(String name, String address) {
    var matcher = ADDRESS.matcher(address);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LAST_PORT
        || Integer.parseInt(matcher.group(2)) == 0) {
      throw CommandException.wrongUsage(name, address.isBlank() ? "empty" : address,
          "HOST:PORT, such as localhost:8980");
    }
  }
}
