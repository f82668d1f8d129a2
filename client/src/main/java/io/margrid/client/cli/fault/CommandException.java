package io.margrid.client.cli.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason for the user, one line each, of the form {@code field: value (expected: rule)}. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  private final int exitCode;

  private CommandException(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What was typed is at fault, or a file that it names: exit code 2. */
  public static CommandException wrongUsage(String field, String value, String expected) {
    return new CommandException(WRONG_USAGE, field + ": " + value + " (expected: " + expected + ")", null);
  }

  /** As above, with a message of the caller's own and the cause. */
  public static CommandException wrongUsage(String message, Throwable cause) {
    return new CommandException(WRONG_USAGE, message, cause);
  }

  /** Several faults of what was typed, or of a file that it names. */
  public static CommandException wrongUsage(List<String> faults) {
    return new CommandException(WRONG_USAGE, String.join("\n", faults), null);
  }

  /** Anything else that went wrong: exit code 1. The message may have several lines. */
  public static CommandException failed(String message, @Nullable Throwable cause) {
    return new CommandException(FAILED, message, cause);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }

  /** The text for the user; never absent. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
