package io.margrid.client.cli;

import io.margrid.client.cli.input.ScenarioText;
import io.margrid.v1.Scenario;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, with which assumptions. */
final class ScenarioOptions {
  @Mixin
  private final ModelOptions model = new ModelOptions();

  @Option(names = "--scenario", paramLabel = "FILE", description = "A Scenario message as protobuf text or JSON to start from; -p, --series and --shock come on top.")
  private @Nullable Path scenarioFile;

  @Mixin
  private final AssumptionOptions assumptions = new AssumptionOptions();

  /** As {@link ModelOptions#takeNameBesideFile()}. */
  String takeNameBesideFile() {
    return model.takeNameBesideFile();
  }

  /** The scenario as typed; files are read here, the server is not asked. */
  ScenarioText read() {
    return assumptions.on(model
        .of(scenarioFile == null ? Scenario.getDefaultInstance() : ScenarioText.file(scenarioFile)));
  }
}
