package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.SolutionLines;
import io.margrid.client.cli.output.SolutionSink;
import io.margrid.client.cli.output.SolutionTable;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.SolveRequest;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid solve MODEL}: what must this be, for that to be so. */
@Command(name = "solve", sortOptions = false, description = "Find the value of a parameter at which a metric meets a target.", footer = {
    "",
    "The bracket is scanned at --scan points for changes of sign; each is refined to neighbouring doubles.",
    "Roots at which the metric touches the target without crossing it are not promised.", "", "Examples:",
    "  margrid solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin \\",
    "      --target 55%% --bracket 1:100",
    "  margrid solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin \\",
    "      --target 55%% --bracket 1:100 --axis revenue_share=10%%:40%%:5%%"})
final class SolveCommand extends ModelCommand {
  private static final int MESSAGES_AHEAD = 2;

  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Option(names = "--for", required = true, paramLabel = "PARAMETER", description = "What to find; name@period moves one period of a series.")
  private String parameter = "";

  @Mixin
  private final MetricOptions metric = new MetricOptions(MetricOptions.ONE);

  @Option(names = "--target", required = true, paramLabel = "NUMBER", description = "What the metric shall be.")
  private String target = "";

  @Option(names = "--bracket", paramLabel = "lower:upper", description = "Where to look. Default: the parameter's bounds.")
  private String bracket = "";

  @Option(names = "--scan", paramLabel = "POINTS", description = "Points of the scan. Default: 256.")
  private @Nullable Integer scan;

  @Mixin
  private final AxisOptions axes = new AxisOptions(
      AxisOptions.FORMS + "Solves for every point; may be repeated.");

  @Mixin
  private final PeriodOption period = new PeriodOption();

  @Mixin
  private final OutputOptions output = new OutputOptions("table", "csv", "ndjson");

  SolveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText text = scenario.read();
    RangeText.Place wanted = RangeText.place("--for", parameter);
    String format = output.format();
    SolveRequest.Builder request = request(wanted);
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      request.getGridBuilder().setScenario(subject.scenario());
      SolveRequest question = request.build();
      solve(client, question, sink(format, results.text(output.file()), wanted, subject, question));
    };
  }

  private SolveRequest.Builder request(RangeText.Place wanted) {
    SolveRequest.Builder request = SolveRequest.newBuilder().setParameter(wanted.parameter())
        .setPeriod(wanted.period()).setMetric(metric.one()).setMetricPeriod(period.period())
        .setTarget(RangeText.number("--target", target));
    request.getGridBuilder().addAllAxes(axes.axes());
    if (!bracket.isEmpty()) {
      request.setBracket(RangeText.bracket("--bracket", bracket));
    }
    return scan == null ? request : request.setScanPoints(scan);
  }

  private static void solve(MargridClient client, SolveRequest question, SolutionSink sink)
      throws IOException {
    Answers.each(client.solve(question), MESSAGES_AHEAD, question, answer -> {
      if (answer.hasHeader()) {
        sink.start(answer.getHeader());
      }
      sink.solutions(answer.getSolutionsList());
    });
    sink.end();
  }

  private static SolutionSink sink(String format, OutputStream out, RangeText.Place wanted, Subject subject,
      SolveRequest question) {
    return switch (format) {
      case "csv" -> SolutionLines.csv(out, wanted.heading());
      case "ndjson" -> SolutionLines.ndjson(out, wanted.heading());
      default -> new SolutionTable(out, subject.hints(), new SolutionTable.Wanted(wanted.heading(),
          unit(subject.model(), wanted.parameter()), question.getMetric(), question.getTarget(),
          Goal.text(subject.model(),
              question.getMetric(), question.getMetricPeriod(), question.getTarget())));
    };
  }

  private static String unit(Model model, String parameter) {
    return model.getParametersList().stream()
        .filter(candidate -> candidate.getName().equals(parameter)).map(Parameter::getUnit)
        .filter(unit -> !unit.equals("1")).findFirst().orElse("");
  }
}
