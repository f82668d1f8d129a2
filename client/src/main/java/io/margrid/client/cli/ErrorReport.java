package io.margrid.client.cli;

import io.margrid.client.MargridException;
import io.margrid.client.ResourceExhaustedException;
import io.margrid.client.cli.fault.CommandException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final Pattern UNKNOWN_COMMAND = Pattern.compile("Unknown subcommand '(.*)'.");

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
          ? option.longestName() + ": absent (expected: " + option.longestName() + " " + option.paramLabel()
              + ")"
          : argument.paramLabel() + ": absent (expected: one)";
    }
    return unknownCommand(e).orElseGet(() -> String.valueOf(e.getMessage()));
  }

  // What `help` throws; picocli has no type for it.
  private static Optional<String> unknownCommand(ParameterException e) {
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    Matcher unknown = UNKNOWN_COMMAND.matcher(String.valueOf(e.getMessage()));
    return unknown.matches() ? Optional.of(command(unknown.group(1), commands)) : Optional.empty();
  }

  private static String command(String typed, Set<String> commands) {
    return "COMMAND: " + typed + " (expected: " + String.join(", ", commands) + ")";
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().get(0);
    Set<String> commands = e.getCommandLine().getSubcommands().keySet();
    if (!commands.isEmpty() && !argument.startsWith("-")) {
      return command(argument, commands);
    }
    List<String> near = e.getSuggestions();
    return "argument: " + argument + " (expected: "
        + (near.isEmpty() ? "nothing more, or an option before it" : String.join(" or ", near)) + ")";
  }

  /** The command ran and failed. */
  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    if (terminal.results().hasFailed()) {
      return FAILED; // Which is told at the end, once: whatever else failed followed from it.
    }
    int code = report(e, arguments);
    trace(e, verbose(arguments));
    return code;
  }

  private int report(Exception e, ParseResult arguments) {
    if (e instanceof CommandException fault) {
      fault(fault);
      return fault.exitCode();
    }
    if (e instanceof RefusedRequest refused) {
      report(refused.refusal(), new TypedField(refused.request(), typed(arguments)));
      return WRONG_USAGE;
    }
    if (e instanceof MargridException failure) {
      report(failure);
      return failure instanceof ResourceExhaustedException && !failure.reason().isEmpty() ? WRONG_USAGE
          : FAILED;
    }
    line(e.getClass().getSimpleName() + ": " + e.getMessage()
        + (verbose(arguments) ? "" : " (--verbose shows more)"));
    return FAILED;
  }

  // Of wrong usage every line is a fault of its own; of a failure the lines after the first are what a server wrote.
  private void fault(CommandException fault) {
    if (fault.exitCode() == WRONG_USAGE) {
      fault.getMessage().lines().forEach(this::line);
    } else {
      line(fault.getMessage());
    }
  }

  private static boolean verbose(ParseResult arguments) {
    return arguments.expandedArgs().contains("--verbose");
  }

  private static Set<String> typed(ParseResult arguments) {
    Set<String> names = new HashSet<>();
    ParseResult command = arguments.hasSubcommand() ? arguments.subcommand() : arguments;
    command.matchedOptions().forEach(option -> names.addAll(Arrays.asList(option.names())));
    names.add(command.commandSpec().name());
    return names;
  }

  private void report(MargridException failure) {
    boolean unknownCaller = failure.reason().equals("UNAUTHENTICATED");
    line(failure.getMessage() + (unknownCaller ? " (see --token-file)" : ""));
  }

  private void report(MargridException refusal, TypedField fields) {
    refusal.violations().forEach(violation -> line(fields.description(violation)));
    if (refusal.violationsOmitted() > 0) {
      line("and " + refusal.violationsOmitted() + " more");
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
