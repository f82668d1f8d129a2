package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TornadoText;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid tornado MODEL}: what matters most. */
@Command(name = "tornado", sortOptions = false, description = "Show what matters most: each parameter to its low and its high, sorted by effect.", footer = {
    "", "Examples:", "  margrid tornado taas-deal -m provider_ebit_margin",
    "  margrid tornado taas-deal -m provider_ebit_margin -m lab_gross_margin \\",
    "      --share 20%% --png tornado.png",
    "  margrid tornado taas-deal -m provider_ebit_margin \\",
    "      --range revenue_share=15%%:35%%"})
final class TornadoCommand extends ModelCommand {
  private static final String USUAL_SHARE = "10%";

  @Mixin
  private final ScenarioOptions scenario = new ScenarioOptions();

  @Mixin
  private final MetricOptions metrics = new MetricOptions(MetricOptions.SEVERAL);

  @Option(names = "--share", paramLabel = "SHARE", description = "By how much every parameter without a range moves down and up, no further than its bounds. Default: 10%%, or nothing if there are ranges.")
  private String share = "";

  @Option(names = "--range", paramLabel = "RANGE", description = "name=low:high, from where to where a parameter goes; may be repeated.")
  private List<String> ranges = new ArrayList<>();

  @Mixin
  private final PeriodOption period = new PeriodOption();

  @Mixin
  private final PictureOptions output = new PictureOptions("bars", "table", "csv", "json");

  TornadoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    ScenarioText text = scenario.read();
    output.check();
    TornadoRequest.Builder request = TornadoRequest.newBuilder().addAllMetrics(metrics.all())
        .setPeriod(period.period());
    ranges.forEach(range -> request.addRanges(RangeText.range(range)));
    if (!share.isEmpty() || ranges.isEmpty()) {
      request.setShare(RangeText.number("--share", share.isEmpty() ? USUAL_SHARE : share));
    }
    return (client, results) -> {
      Subject subject = Subject.of(client, text);
      TornadoRequest question = request.setScenario(subject.scenario()).build();
      show(Answers.of(client.tornado(question), question), subject.hintsIn(period.period()), subject.title(),
          results);
    };
  }

  private void show(TornadoResponse answer, Hints hints, String title, Results results) throws IOException {
    results.show(output, format -> switch (format) {
      case "csv" -> TornadoText.csv(answer);
      case "json" -> AnswerJson.of(answer);
      default -> TornadoText.render(answer, hints);
    }, file -> AnswerPictures.tornado(answer, hints, title, file));
  }
}
