package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.util.List;

/** Checks a {@code --format} against what a command can write. */
final class ChosenFormat {
  private ChosenFormat() {}

  static void check(String format, String... known) {
    if (!List.of(known).contains(format)) {
      throw CommandException.wrongUsage("--format", format, String.join(", ", known));
    }
  }
}
