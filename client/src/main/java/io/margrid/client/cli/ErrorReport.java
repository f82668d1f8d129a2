package io.margrid.client.cli;

import io.margrid.client.MargridException;
import io.margrid.client.ServerUnavailableException;
import io.margrid.client.Violation;
import io.margrid.client.cli.fault.CommandException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ends a command into lines on standard error and an exit code. */
final class ErrorReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final Terminal terminal;

  ErrorReport(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The command line could not be read. */
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    line(what(e) + " (see " + command + " --help)");
    trace(e, Arrays.asList(args).contains("--verbose"));
    return WRONG_USAGE;
  }

  private static String what(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec argument = missing.getMissing().get(0);
      return argument instanceof OptionSpec option
          ? option.longestName() + ": absent (expected: " + option.paramLabel() + " after it)"
          : argument.paramLabel() + ": absent (expected: one)";
    }
    return String.valueOf(e.getMessage());
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    if (!commands.isEmpty() && !argument.startsWith("-")) {
      return "COMMAND: " + argument + " (expected: " + String.join(", ", commands) + ")";
    }
    List<String> near = e.getSuggestions();
    return "argument: " + argument + " (expected: "
        + (near.isEmpty() ? "nothing more, or an option before it" : String.join(" or ", near)) + ")";
  }

  /** The command ran and failed. */
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    if (e instanceof BrokenPipe) {
      return DONE;
    }
    boolean verbose = arguments.expandedArgs().contains("--verbose");
    if (e instanceof CommandException fault) {
      line(fault.getMessage());
      trace(e, verbose);
      return fault.exitCode();
    }
    if (e instanceof MargridException failure) {
      report(failure);
    } else {
      line(e.getClass().getSimpleName() + ": " + e.getMessage() + (verbose ? "" : " (--verbose shows more)"));
    }
    trace(e, verbose);
    return FAILED;
  }

  private void report(MargridException failure) {
    List<Violation> violations = failure.violations();
    if (failure instanceof ServerUnavailableException && failure.reason().isEmpty()) {
      line("server: " + rootMessage(failure) + " (expected: a Margrid server that can be reached)");
      return;
    }
    if (violations.isEmpty()) {
      line(String.valueOf(failure.getMessage()));
      return;
    }
    violations.forEach(violation -> line(violation.description()));
    if (failure.violationsOmitted() > 0) {
      line("and " + failure.violationsOmitted() + " more");
    }
  }

  // gRPC says "io exception"; what happened stands in the cause: "Connection refused: /127.0.0.1:8980".
  private static String rootMessage(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      message = cause.getMessage() == null ? message : cause.getMessage();
    }
    return message.lines().findFirst().orElse("").replaceFirst("^finishConnect.*failed[^:]*: ", "");
  }

  private void line(String text) {
    terminal.out().flush();
    terminal.err().println("margrid: " + text);
  }

  private void trace(Exception e, boolean verbose) {
    if (verbose) {
      e.printStackTrace(terminal.err());
    }
  }
}
