package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.input.RangeText;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TornadoText;
import io.margrid.v1.Model;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid tornado MODEL}: what matters most. */
@Command(name = "tornado", sortOptions = false, description = "Show what matters most: each parameter to its low and its high, sorted by effect.", footer = {
    "", "Examples:", "  margrid tornado taas-deal -m provider_ebit_margin",
    "  margrid tornado taas-deal -m provider_ebit_margin -m lab_gross_margin --share 20%% --png tornado.png",
    "  margrid tornado taas-deal -m provider_ebit_margin --range revenue_share=15%%:35%%"})
final class TornadoCommand implements Callable<Integer> {
  private static final String USUAL_SHARE = "10%";

  @Mixin
  private final ScenarioOptions options = new ScenarioOptions();

  @Option(names = "--share", paramLabel = "SHARE", description = "By how much every parameter without a range moves down and up. Default: 10%%, or nothing if there are ranges.")
  private String share = "";

  @Option(names = "--range", paramLabel = "name=low:high", description = "From where to where a parameter goes; may be repeated.")
  private List<String> ranges = new ArrayList<>();

  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  @Option(names = "--png", paramLabel = "FILE", description = "Draw a picture instead.")
  private @Nullable Path picture;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  TornadoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    ScenarioText text = options.read();
    TornadoRequest.Builder request = TornadoRequest.newBuilder().addAllMetrics(options.metrics())
        .setPeriod(period);
    ranges.forEach(range -> request.addRanges(RangeText.range(range)));
    if (!share.isEmpty() || ranges.isEmpty()) {
      request.setShare(RangeText.number("--share", share.isEmpty() ? USUAL_SHARE : share));
    }
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      ModelSource models = new ModelSource(connection.client());
      Model model = models.of(text.base());
      TornadoResponse answer = Answers.of(connection.client()
          .tornado(request.setScenario(ScenarioOptions.scenario(text, models)).build()));
      if (picture == null) {
        results.print(null, TornadoText.render(answer, new Hints(model)));
      } else {
        AnswerPictures.tornado(answer, new Hints(model), ModelTitle.of(model), results.file(picture));
      }
      results.complete();
    }
    return 0;
  }
}
