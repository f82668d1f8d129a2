package io.margrid.client.cli;

import io.margrid.client.cli.input.AxisSpec;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.SolutionsText;
import io.margrid.v1.GridHeader;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Solution;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.SolveResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid solve MODEL}: what must this be, for that to be so. */
@Command(name = "solve", sortOptions = false, description = "Find the value of a parameter at which a metric meets a target.", footer = {
    "",
    "The bracket is scanned at --scan points for changes of sign; each is refined to neighbouring doubles.",
    "Roots at which the metric touches the target without crossing it are not promised.", "", "Examples:",
    "  margrid solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin --target 55%% --bracket 1:100",
    "  margrid solve taas-deal --for gross_revenue_per_mw -m provider_ebit_margin --target 55%% --bracket 1:100 \\",
    "      --axis revenue_share=10%%:40%%:5%%"})
final class SolveCommand implements Callable<Integer> {
  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Option(names = "--for", required = true, paramLabel = "PARAMETER", description = "What to find; name@period moves one period of a series.")
  private String parameter = "";

  @Option(names = "--target", required = true, paramLabel = "NUMBER", description = "What the metric shall be.")
  private String target = "";

  @Option(names = "--bracket", paramLabel = "lower:upper", description = "Where to look. Default: the parameter's bounds.")
  private String bracket = "";

  @Option(names = "--scan", paramLabel = "POINTS", description = "Points of the scan. Default: 256.")
  private int scan;

  @Option(names = {"-a",
      "--axis"}, paramLabel = "SPEC", description = "Solve for every point of an axis; may be repeated. See margrid grid --help.")
  private List<String> axes = new ArrayList<>();

  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  @Option(names = {"-f", "--format"}, paramLabel = "FORMAT", description = "table or csv. Default: table.")
  private String format = "table";

  @Option(names = {"-o",
      "--output"}, paramLabel = "FILE", description = "Write there instead of to standard output.")
  private @Nullable Path output;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  SolveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    RangeText.Place wanted = RangeText.place("--for", parameter);
    ChosenFormat.check(format, "table", "csv");
    SolveRequest.Builder request = request(wanted);
    axes.forEach(axis -> request.getGridBuilder().addAxes(AxisSpec.parse(axis)));
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Model model = models.of(text.base());
      request.getGridBuilder().setScenario(ScenarioOptions.scenario(text, models));
      List<SolveResponse> answers = Answers.all(connection.client().solve(request.build()));
      SolutionsText solutions = solutions(answers, wanted);
      results.print(output, format.equals("csv") ? solutions.csv()
          : solutions.table(new Hints(model), unit(model, wanted), request.getMetric(),
              goal(model, request)));
      results.complete();
    }
    return 0;
  }

  private SolveRequest.Builder request(RangeText.Place wanted) {
    SolveRequest.Builder request = SolveRequest.newBuilder().setParameter(wanted.parameter())
        .setPeriod(wanted.period()).setMetric(options.metric()).setMetricPeriod(period)
        .setTarget(RangeText.number("--target", target));
    if (!bracket.isEmpty()) {
      request.setBracket(RangeText.bracket("--bracket", bracket));
    }
    return scan == 0 ? request : request.setScanPoints(scan);
  }

  private static SolutionsText solutions(List<SolveResponse> answers, RangeText.Place wanted) {
    List<Solution> solutions = new ArrayList<>();
    answers.forEach(answer -> solutions.addAll(answer.getSolutionsList()));
    GridHeader header = answers.isEmpty() ? GridHeader.getDefaultInstance() : answers.get(0).getHeader();
    return new SolutionsText(header, wanted.heading(), solutions);
  }

  private static String unit(Model model, RangeText.Place wanted) {
    return model.getParametersList().stream()
        .filter(candidate -> candidate.getName().equals(wanted.parameter())).map(Parameter::getUnit)
        .filter(unit -> !unit.equals("1")).findFirst().orElse("");
  }

  private static String goal(Model model, SolveRequest.Builder request) {
    return Goal.text(model, request.getMetric(), request.getMetricPeriod(), request.getTarget());
  }
}
