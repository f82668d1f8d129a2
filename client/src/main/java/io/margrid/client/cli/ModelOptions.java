package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.input.ModelFile;
import io.margrid.v1.Scenario;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model. */
final class ModelOptions {
  @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "A model of the server: see `margrid models`.")
  private String model = "";

  @Option(names = "--model-file", paramLabel = "FILE", description = "A model of your own instead: a Model message as protobuf text or JSON.")
  private @Nullable Path modelFile;

  /** With a model's file: what was typed in the place of MODEL, which it then is not any more; empty if nothing was. */
  String takeNameBesideFile() {
    String name = modelFile == null ? "" : model;
    model = modelFile == null ? model : "";
    return name;
  }

  /** The scenario with the model asked for, or with its own if none is; the model's file is read here. */
  Scenario of(Scenario scenario) {
    if (model.isEmpty() && modelFile == null && (scenario.hasModel() || scenario.hasModelId())) {
      return scenario;
    }
    if (model.isEmpty() == (modelFile == null)) {
      throw CommandException.wrongUsage("MODEL", model.isEmpty() ? "absent" : model + " and --model-file",
          "one of MODEL and --model-file FILE");
    }
    if (scenario.hasModel() || (scenario.hasModelId() && !scenario.getModelId().equals(model))) {
      throw CommandException.wrongUsage("MODEL",
          (modelFile == null ? model : "--model-file") + ", but the scenario's file has "
              + (scenario.hasModel() ? "a model" : scenario.getModelId()),
          "one model");
    }
    return modelFile == null ? scenario.toBuilder().setModelId(model).build()
        : scenario.toBuilder().setModel(ModelFile.read(modelFile)).build();
  }
}
