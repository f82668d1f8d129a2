package io.margrid.server;

import io.margrid.client.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs the command line in this process, against a server. */
final class Shell {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment;

  Shell(RunningServer server) {
    environment = Map.of("MARGRID_SERVER", "127.0.0.1:" + server.server.port());
  }

  /** Runs one command, whose output replaces that of the one before; returns the exit code. */
  int run(String... words) {
    out.reset();
    err.reset();
    return Main.run(environment, out, new PrintStream(err, true, StandardCharsets.UTF_8), words);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
