package io.margrid.client.cli;

import io.margrid.client.MargridException;
import io.margrid.client.Violation;
import io.margrid.client.cli.fault.CommandException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
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
    line(String.valueOf(e.getMessage()) + hint(e) + " (see " + command + " --help)");
    trace(e, Arrays.asList(args).contains("--verbose"));
    return WRONG_USAGE;
  }

  private static String hint(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    List<String> near = unmatched.getSuggestions();
    return near.isEmpty() ? "" : "; nearest: " + String.join(", ", near);
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
    if (violations.isEmpty()) {
      line(String.valueOf(failure.getMessage()));
      return;
    }
    violations.forEach(violation -> line(violation.description()));
    if (failure.violationsOmitted() > 0) {
      line("and " + failure.violationsOmitted() + " more");
    }
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
