package io.margrid.client.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The command line's door: {@link #main} for a process, {@link #run} for a caller in the same one. */
public final class Main {
  // gRPC logs stack traces of failures that it reports as well; loggers live only as long as somebody holds them.
  private static final Logger GRPC_LOG = Logger.getLogger("io.grpc");

  private Main() {}

  /** Runs one command and ends the process with its exit code, as {@link #run(OutputStream, PrintStream, String...)}. */
  public static void main(String... args) {
    GRPC_LOG.setLevel(Arrays.asList(args).contains("--verbose") ? Level.WARNING : Level.OFF);
    PrintStream err = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), 1),
        true, StandardCharsets.UTF_8);
    System.exit(run(new FileOutputStream(FileDescriptor.out), err, args));
  }

  /**
   * Runs one command in this process, with this process' environment.
   *
   * @param out where results go; one that fails as a closed pipe does ends the command quietly
   * @param err where errors go, a line each
   * @return 0 done; 2 if what was typed, or a file named there, is at fault; 1 if the command failed otherwise
   */
  public static int run(OutputStream out, PrintStream err, String... args) {
    return run(System.getenv(), out, err, args);
  }

  /** As {@link #run(OutputStream, PrintStream, String...)}, with environment variables of the caller's own. */
  public static int run(Map<String, String> environment, OutputStream out, PrintStream err, String... args) {
    Terminal terminal = Terminal.of(out, err, environment);
    CommandLine commands = MargridCommand.commandLine(terminal);
    int code = commands.execute(args);
    commands.getOut().flush();
    commands.getErr().flush();
    terminal.out().flush();
    return terminal.results().hasFailed() ? lost(terminal) : code;
  }

  private static int lost(Terminal terminal) {
    if (terminal.results().readerHasGone()) {
      return 0;
    }
    terminal.err().println("margrid: standard output: " + terminal.results().reason()
        + " (expected: to take all results)");
    return 1;
  }
}
