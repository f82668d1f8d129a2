package io.margrid.server;

import io.margrid.core.fault.Nearest;
import io.margrid.server.config.Setting;
import io.margrid.server.config.SettingGroup;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line of {@code margrid serve}: a flag for every setting. */
final class ServeOptions {
  private static final String PRINT_CONFIG = "--print-config";
  private static final List<String> FLAGS = Stream
      .concat(Arrays.stream(Setting.values()).map(Setting::flag),
          Stream.of(PRINT_CONFIG, "--help", "--version"))
      .toList();
  /** Of the help, in characters. */
  private static final int LEAST_WIDTH = 80;
  private static final int USUAL_WIDTH = 100;
  private static final int GREATEST_WIDTH = 120;

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
      return unmatched(unmatched.getUnmatched().getFirst());
    }
    if (fault instanceof CommandLine.MissingParameterException missing && !missing.getMissing().isEmpty()
        && missing.getMissing().getFirst() instanceof OptionSpec option) {
      return option.longestName() + ": absent (expected: " + option.paramLabel() + " after it)";
    }
    return String.valueOf(fault.getMessage());
  }

  private static String unmatched(String argument) {
    if (!argument.startsWith("-")) {
      return argument + ": not an option (expected: options only)";
    }
    String flag = argument.split("=", 2)[0];
    Optional<String> meant = Nearest.meant(flag, FLAGS);
    return flag + ": not an option" + meant.map(other -> " (expected: " + other + ")").orElse("");
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("margrid serve").mixinStandardHelpOptions(true);
    spec.version("margrid " + ServerInfo.version());
    spec.usageMessage().description("Runs the server.")
        .footer("Every option can be given as an environment variable too: --max-cells as MARGRID_MAX_CELLS.")
        .sortOptions(false).customSynopsis("margrid serve [OPTION]…");
    spec.addOption(OptionSpec.builder(PRINT_CONFIG)
        .description("Print every setting with its value and where that comes from, and end.")
        .build());
    for (SettingGroup group : SettingGroup.values()) {
      spec.addArgGroup(options(group));
    }
    return spec;
  }

  /** Under its heading, in the help; it changes nothing else. */
  private static ArgGroupSpec options(SettingGroup group) {
    ArgGroupSpec.Builder options = ArgGroupSpec.builder().heading("%n" + group.title() + ":%n")
        .validate(false);
    group.settings().forEach(setting -> options.addArg(option(setting)));
    return options.build();
  }

  private static OptionSpec option(Setting setting) {
    OptionSpec.Builder option = OptionSpec.builder(setting.flag())
        .type(String.class)
        .description(description(setting))
        .paramLabel(setting.placeholder());
    if (setting.isSwitch()) {
      option.arity("0..1").fallbackValue("true");
    } else {
      option.arity("1");
    }
    return option.build();
  }

  private static String description(Setting setting) {
    String text = Character.toUpperCase(setting.description().charAt(0)) + setting.description().substring(1);
    return text + ". Default: " + setting.shownDefault() + ".";
  }

  boolean helpAsked() {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  /** @param environment the process' */
  void printHelp(PrintStream out, Map<String, String> environment) {
    if (parsed.isUsageHelpRequested()) {
      command.setUsageHelpWidth(width(environment.getOrDefault("COLUMNS", ""))).usage(out, Ansi.OFF);
    } else {
      command.printVersionHelp(out);
    }
  }

  private static int width(String columns) {
    return columns.matches("[0-9]{1,4}")
        ? Math.clamp(Integer.parseInt(columns), LEAST_WIDTH, GREATEST_WIDTH)
        : USUAL_WIDTH;
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
