package io.margrid.client.cli;

import io.margrid.client.cli.chart.AnswerPictures;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.BridgeText;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid bridge MODEL}: what moved it from here to there. */
@Command(name = "bridge", sortOptions = false, description = "Split the change of a metric between two scenarios over the parameters that differ.", footer = {
    "", "Without --order the split does not depend on an order (Shapley).", "", "Examples:",
    "  margrid bridge taas-deal --to-set gross_revenue_per_mw=35 --to-set revenue_share=30%% -m provider_ebit_margin",
    "  margrid bridge taas-deal --from 2026.textproto --to 2027.textproto -m provider_ebit_margin --png bridge.png"})
final class BridgeCommand implements Callable<Integer> {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = "--from", paramLabel = "FILE", description = "The scenario where it starts. Default: the model's defaults.")
  private @Nullable Path fromFile;

  @Option(names = "--from-set", paramLabel = "name=value", description = "Sets a parameter at the start, as -p of margrid eval; may be repeated.")
  private List<String> fromSettings = new ArrayList<>();

  @Option(names = "--to", paramLabel = "FILE", description = "The scenario where it ends. Default: the start, with what --to-set changes.")
  private @Nullable Path toFile;

  @Option(names = "--to-set", paramLabel = "name=value", description = "Sets a parameter at the end; may be repeated.")
  private List<String> toSettings = new ArrayList<>();

  @Option(names = {"-m",
      "--metric"}, required = true, paramLabel = "metric", description = "The metric whose change is split.")
  private String metric = "";

  @Option(names = "--order", split = ",", paramLabel = "name", description = "The parameters that differ, in the order in which they change.")
  private List<String> order = new ArrayList<>();

  @Option(names = "--samples", paramLabel = "COUNT", description = "For more than 16 changed parameters: random orders to average. Default: 10000.")
  private int samples;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of the random orders. Default: 0.")
  private long seed;

  @Option(names = "--period", paramLabel = "PERIOD", description = "For a model over time: the period looked at. Default: the last one.")
  private String period = "";

  @Option(names = "--png", paramLabel = "FILE", description = "Draw the waterfall instead.")
  private @Nullable Path picture;

  @Mixin
  private final CommonOptions common = new CommonOptions();

  private final Terminal terminal;

  BridgeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (toFile == null && toSettings.isEmpty()) {
      throw CommandException.wrongUsage("--to", "absent", "--to FILE or --to-set name=value");
    }
    Scenario start = model.of(fromFile == null ? Scenario.getDefaultInstance() : ScenarioText.file(fromFile));
    ScenarioText from = ScenarioText.parse(start, "--from-set", List.of(), fromSettings, List.of());
    try (Connection connection = common.connect(terminal); Results results = new Results(terminal)) {
      Model described = new ModelSource(connection.client()).of(start);
      BridgeResponse answer = Answers.of(connection.client().bridge(request(from, described)));
      String fromName = name(fromFile, "from");
      String toName = name(toFile, "to");
      Hints hints = new Hints(described);
      if (picture == null) {
        results.print(null, BridgeText.render(answer, hints, fromName, toName));
      } else {
        AnswerPictures.bridge(answer, hints, ModelTitle.of(described), fromName, toName,
            results.file(picture));
      }
      results.complete();
    }
    return 0;
  }

  private BridgeRequest request(ScenarioText from, Model described) {
    Scenario start = from.scenario(() -> described);
    Scenario end = toFile == null ? start : ScenarioText.file(toFile);
    BridgeRequest.Builder request = BridgeRequest.newBuilder().setFrom(start)
        .setTo(ScenarioText.parse(end, "--to-set", List.of(), toSettings, List.of())
            .scenario(() -> described))
        .setMetric(metric).setPeriod(period).addAllOrder(order).setSeed(seed);
    return samples == 0 ? request.build() : request.setSamples(samples).build();
  }

  private static String name(@Nullable Path file, String otherwise) {
    return file == null ? otherwise : ScenarioText.file(file).getName();
  }
}
