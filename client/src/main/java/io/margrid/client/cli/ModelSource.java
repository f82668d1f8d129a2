package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import java.util.HashMap;
import java.util.Map;

/** Models of scenarios, for their titles, display hints and periods; each is asked for once. */
final class ModelSource {
  private final MargridClient client;
  private final Map<String, Model> byId = new HashMap<>();

  ModelSource(MargridClient client) {
    this.client = client;
  }

  Model of(Scenario scenario) {
    return scenario.hasModel() ? scenario.getModel()
        : byId.computeIfAbsent(scenario.getModelId(), id -> Answers.of(client.getModel(id)).getModel());
  }
}
