package io.margrid.client.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** {@code margrid} itself: help, version, and the list of commands. */
@Command(name = "margrid", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", description = {
    "Sensitivity grids of calculation models, computed by a server and streamed.",
    ""}, commandListHeading = "%nCommands:%n", footer = {"", "Try:", "  margrid demo",
        "  margrid describe taas-deal",
        "  margrid eval taas-deal -p revenue_share=30%%",
        "  margrid grid taas-deal -a gross_revenue_per_mw=10:40:5 -m provider_ebit_margin",
        "  margrid tornado taas-deal -m provider_ebit_margin", "",
        "Exit codes: 0 done; 2 what was typed, or a file that it names, is at fault; 1 the command failed."})
final class MargridCommand implements Runnable {
  private final CommandLine commands = new CommandLine(this);

  private MargridCommand() {}

  /** All commands, writing to a terminal. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine commands = new MargridCommand().commands;
    commands.addSubcommand("demo", new DemoCommand(terminal))
        .addSubcommand("models", new ModelsCommand(terminal))
        .addSubcommand("describe", new DescribeCommand(terminal))
        .addSubcommand("eval", new EvalCommand(terminal))
        .addSubcommand("grid", new GridCommand(terminal))
        .addSubcommand("explain", new ExplainCommand(terminal))
        .addSubcommand("solve", new SolveCommand(terminal))
        .addSubcommand("tornado", new TornadoCommand(terminal))
        .addSubcommand("compare", new CompareCommand(terminal))
        .addSubcommand("bridge", new BridgeCommand(terminal))
        .addSubcommand("frontier", new FrontierCommand(terminal))
        .addSubcommand("check", new CheckCommand(terminal))
        .addSubcommand("health", new HealthCommand(terminal))
        .addSubcommand("serve", new ServeCommand(terminal))
        .addSubcommand("help", new HelpCommand());
    commands.getSubcommands().values().forEach(MargridCommand::complete);
    return commands.setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(Math.max(80, Math.min(110, terminal.columns())))
        .setExecutionExceptionHandler(new ErrorReport(terminal))
        .setParameterExceptionHandler(new ErrorReport(terminal));
  }

  private static void complete(CommandLine command) {
    command.setResourceBundle(new CommandHelp(command.getCommandSpec()));
    if (!(command.getCommand() instanceof HelpCommand)) {
      command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Without a command: the help. */
  @Override
  public void run() {
    commands.usage(commands.getOut());
  }
}
