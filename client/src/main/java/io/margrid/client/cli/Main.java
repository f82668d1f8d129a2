package io.margrid.client.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
  private static final int BUFFER_BYTES = 1 << 16;

  private Main() {}

  /** Runs one command and ends the process with its exit code: 0, 2 for wrong usage, 1 otherwise. */
  public static void main(String... args) {
    GRPC_LOG.setLevel(Arrays.asList(args).contains("--verbose") ? Level.WARNING : Level.OFF);
    PrintStream out = stream(FileDescriptor.out, BUFFER_BYTES);
    PrintStream err = stream(FileDescriptor.err, 1);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  /**
   * Runs one command in this process, with this process' environment.
   *
   * @param out where results go; a stream that fails (a closed pipe) ends the command quietly
   * @param err where errors go, a line each
   * @return 0, 2 for wrong usage, 1 otherwise
   */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return run(System.getenv(), out, err, args);
  }

  /** As {@link #run(PrintStream, PrintStream, String...)}, with environment variables of the caller's own. */
  public static int run(Map<String, String> environment, PrintStream out, PrintStream err, String... args) {
    Terminal terminal = new Terminal(out, err, Map.copyOf(environment));
    CommandLine commands = MargridCommand.commandLine(terminal);
    int code = commands.execute(args);
    commands.getOut().flush();
    commands.getErr().flush();
    return code;
  }

  private static PrintStream stream(FileDescriptor descriptor, int buffer) {
    return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), buffer), buffer == 1,
        StandardCharsets.UTF_8);
  }
}
