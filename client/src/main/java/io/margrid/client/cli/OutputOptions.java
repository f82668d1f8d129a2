package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an answer is written as text, and where. */
final class OutputOptions implements HelpText {
  @Option(names = {"-f", "--format"}, paramLabel = "FORMAT", description = "${bundle:formats}")
  private String format = "";

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = {"Write there instead of to standard output.",
          "FILE.part until it is complete, then FILE."})
  private @Nullable Path file;

  private final List<String> formats;

  /** Formats that a command can write; the first is the usual one. */
  OutputOptions(String... formats) {
    this.formats = List.of(formats);
  }

  @Override
  public Map<String, String> helpTexts() {
    return Map.of("formats", "One of " + String.join(", ", formats) + ". Default: " + formats.get(0) + ".");
  }

  /** The format as typed, in any case; the usual one if none is. Refuses others. */
  String format() {
    String typed = format.isEmpty() ? formats.get(0) : format.toLowerCase(Locale.ROOT);
    if (!formats.contains(typed)) {
      throw CommandException.wrongUsage("--format", format, String.join(", ", formats));
    }
    return typed;
  }

  /** Whether format or file were typed. */
  boolean wanted() {
    return !format.isEmpty() || file != null;
  }

  /** Where text goes; standard output if there is none. */
  @Nullable
  Path file() {
    return file;
  }
}
