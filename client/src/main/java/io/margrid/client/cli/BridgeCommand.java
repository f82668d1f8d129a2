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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code margrid bridge MODEL}: what moved it from here to there. */
@Command(name = "bridge", sortOptions = false, description = "Split the change of a metric between two scenarios over the parameters that differ.", footer = {
    "", "Without --order the split does not depend on an order (Shapley).", "", "Examples:",
    "  margrid bridge taas-deal -m provider_ebit_margin \\",
    "      --to-set gross_revenue_per_mw=35 --to-set revenue_share=30%%",
    "  margrid bridge taas-deal -m provider_ebit_margin --png bridge.png \\",
    "      --from 2026.textproto --to 2027.textproto"})
final class BridgeCommand extends ModelCommand {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = "--from", paramLabel = "FILE", description = "The scenario where it starts. Default: the model's defaults. -p, --series and --shock change it.")
  private @Nullable Path fromFile;

  @Mixin
  private final AssumptionOptions assumptions = new AssumptionOptions();

  @Option(names = "--to", paramLabel = "FILE", description = "The scenario where it ends. Default: the start, with what --to-set and --to-shock change.")
  private @Nullable Path toFile;

  @Option(names = "--scenario", paramLabel = "FILE", description = "One is --to, two are --from and --to.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--to-set", paramLabel = "name=value", description = "Sets a parameter at the end, as -p does at the start; may be repeated.")
  private List<String> toSettings = new ArrayList<>();

  @Option(names = "--to-shock", paramLabel = "SHOCK", description = "A change at the end, as --shock at the start; may be repeated.")
  private List<String> toShocks = new ArrayList<>();

  @Mixin
  private final MetricOptions metric = new MetricOptions(MetricOptions.ONE);

  @Option(names = "--order", split = ",", paramLabel = "name", description = "The parameters that differ, in the order in which they change.")
  private List<String> order = new ArrayList<>();

  @Option(names = "--samples", paramLabel = "COUNT", description = "For more than 16 changed parameters: random orders to average. Default: 10000.")
  private @Nullable Integer samples;

  @Option(names = "--seed", paramLabel = "NUMBER", description = "Seed of the random orders. Default: 0.")
  private long seed;

  @Mixin
  private final PeriodOption period = new PeriodOption();

  @Mixin
  private final PictureOptions output = new PictureOptions("the waterfall", "table", "csv", "json");

  BridgeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  Question read() {
    output.check();
    takeFiles();
    if (toFile == null && toSettings.isEmpty() && toShocks.isEmpty()) {
      throw CommandException.wrongUsage("--to", "absent",
          "--to FILE, --to-set name=value or --to-shock SHOCK");
    }
    ScenarioText start = assumptions
        .on(model.of(fromFile == null ? named("from") : ScenarioText.file(fromFile)));
    Scenario end = toFile == null ? Scenario.getDefaultInstance() : ScenarioText.file(toFile);
    BridgeRequest.Builder request = BridgeRequest.newBuilder().setMetric(metric.one())
        .setPeriod(period.period()).addAllOrder(order).setSeed(seed);
    if (samples != null) {
      request.setSamples(samples);
    }
    return (client, results) -> {
      Subject subject = Subject.of(client, start);
      BridgeRequest question = request.setFrom(subject.scenario())
          .setTo(end(toFile == null ? subject.scenario().toBuilder().setName("to").build() : end,
              subject.model()))
          .build();
      show(Answers.of(client.bridge(question), question), question, subject, results);
    };
  }

  private void takeFiles() {
    int places = (fromFile == null ? 1 : 0) + (toFile == null ? 1 : 0);
    if (files.size() > places || (!files.isEmpty() && toFile != null)) {
      throw CommandException.wrongUsage("--scenario", files.size() + " files",
          "one for --to, or two for --from and --to, where those are absent");
    }
    if (!files.isEmpty()) {
      toFile = files.get(files.size() - 1);
      fromFile = files.size() == 2 ? files.get(0) : fromFile;
    }
  }

  private Scenario end(Scenario base, Model described) {
    return ScenarioText.parse(base, "--to-set", List.of(), toSettings, toShocks).scenario(() -> described);
  }

  private static Scenario named(String name) {
    return Scenario.newBuilder().setName(name).build();
  }

  private void show(BridgeResponse answer, BridgeRequest question, Subject subject, Results results)
      throws IOException {
    String from = question.getFrom().getName();
    String to = question.getTo().getName();
    Hints hints = subject.hintsIn(question.getPeriod());
    results.show(output, format -> switch (format) {
      case "csv" -> BridgeText.csv(answer, from, to);
      case "json" -> AnswerJson.of(answer);
      default -> BridgeText.render(answer, hints, from, to);
    }, file -> AnswerPictures.bridge(answer, hints, subject.title(), from, to, file));
  }
}
