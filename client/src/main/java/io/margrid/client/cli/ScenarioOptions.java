package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ModelFile;
import io.margrid.client.cli.input.SettingText;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model, with which settings, and which metrics. */
final class ScenarioOptions {
  @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model of the server: see `margrid models`.")
  private String model = "";

  @Option(names = "--model-file", paramLabel = "FILE", description = "A model of your own instead: a Model message as protobuf text or JSON.")
  private @Nullable Path modelFile;

  @Option(names = {"-p",
      "--parameter"}, paramLabel = "name=value", description = "Sets a parameter, such as revenue_share=25%%. May be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(names = {"-m",
      "--metric"}, paramLabel = "metric", description = "A metric to compute; may be repeated. Default: all of the model.")
  private List<String> metrics = new ArrayList<>();

  /** The scenario; the file is read here. */
  Scenario scenario() {
    Scenario.Builder scenario = Scenario.newBuilder().addAllSettings(SettingText.parse(settings));
    if (model.isEmpty() == (modelFile == null)) {
      throw CommandException.wrongUsage("MODEL", model.isEmpty() ? "absent" : model + " and --model-file",
          "one of MODEL and --model-file FILE");
    }
    return modelFile == null ? scenario.setModelId(model).build()
        : scenario.setModel(ModelFile.read(modelFile)).build();
  }

  /** Metrics in the order asked; none means all. */
  List<String> metrics() {
    return List.copyOf(metrics);
  }

  /** The model of a scenario, for its titles and display hints. */
  static Model model(Scenario scenario, MargridClient client) {
    return scenario.hasModel() ? scenario.getModel()
        : Answers.of(client.getModel(scenario.getModelId())).getModel();
  }
}
