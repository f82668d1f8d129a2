package io.margrid.server;

import io.margrid.server.config.Setting;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code margrid serve}: a flag for every setting. */
final class ServeOptions {
  private static final String PRINT_CONFIG = "--print-config";

  private final CommandLine command;
  private final ParseResult parsed;

  private ServeOptions(CommandLine command, ParseResult parsed) {
    this.command = command;
    this.parsed = parsed;
  }

  /**
   * Reads arguments.
   *
   * @throws CommandLine.ParameterException if one is not an option
   */
  static ServeOptions parse(String... args) {
    CommandLine command = new CommandLine(spec());
    return new ServeOptions(command, command.parseArgs(args));
  }

  /** {@code option: value (expected: rule)}, in our words rather than the parser's. */
  static String fault(CommandLine.ParameterException fault) {
    if (fault instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().getFirst();
      List<String> near = unmatched.getSuggestions();
      return argument + ": not an option (expected: "
          + (near.isEmpty() ? "options only" : String.join(" or ", near))
          + ")";
    }
    if (fault instanceof CommandLine.MissingParameterException missing && !missing.getMissing().isEmpty()
        && missing.getMissing().getFirst() instanceof OptionSpec option) {
      return option.longestName() + ": absent (expected: " + option.paramLabel() + " after it)";
    }
    return String.valueOf(fault.getMessage());
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("margrid serve").mixinStandardHelpOptions(true);
    spec.version("margrid " + ServerInfo.version());
    spec.usageMessage().description("Runs the server.")
        .footer("Every option can be given as an environment variable too: --max-cells as MARGRID_MAX_CELLS.")
        .sortOptions(false);
    for (Setting setting : Setting.values()) {
      spec.addOption(option(setting));
    }
    return spec.addOption(OptionSpec.builder(PRINT_CONFIG)
        .description("Print every setting with its value and where that comes from, and end.")
        .build());
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option = OptionSpec.builder(setting.flag())
        .type(String.class)
        .description(description(setting))
        .paramLabel(setting.unit().isEmpty() ? "VALUE" : setting.unit().toUpperCase(Locale.ROOT));
    if (setting.isSwitch()) {
      option.arity("0..1").fallbackValue("true");
    } else {
      option.arity("1");
    }
    return option.build();
  }

  private static String description(Setting setting) {
    String text = Character.toUpperCase(setting.description().charAt(0)) + setting.description().substring(1);
    String given = setting.defaultText().isEmpty() ? "none" : setting.defaultText();
    return text + ". Default: " + given + ".";
  }

  boolean helpAsked() {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  void printHelp(PrintStream out) {
    if (parsed.isUsageHelpRequested()) {
      command.usage(out);
    } else {
      command.printVersionHelp(out);
    }
  }

  boolean printConfigAsked() {
    return parsed.hasMatchedOption(PRINT_CONFIG);
  }

  /** What was given on the command line. */
  Map<Setting, String> flags() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (parsed.hasMatchedOption(setting.flag())) {
        flags.put(setting, parsed.matchedOptionValue(setting.flag(), ""));
      }
    }
    return flags;
  }
}
