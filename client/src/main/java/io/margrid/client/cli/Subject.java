package io.margrid.client.cli;

import io.margrid.client.MargridClient;
import io.margrid.client.cli.input.ScenarioText;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;

/**
 * What a question is about.
 *
 * @param scenario what is assumed
 * @param model of the scenario, for title, units, display hints and periods
 */
record Subject(Scenario scenario, Model model) {
  /** Asks for the model of a scenario as typed, and completes the scenario with what it needs to know of it. */
  static Subject of(MargridClient client, ScenarioText text) {
    Model model = model(client, text.base());
    return new Subject(text.scenario(() -> model), model);
  }

  static Model model(MargridClient client, Scenario scenario) {
    if (scenario.hasModel()) {
      return scenario.getModel();
    }
    return model(client, scenario.getModelId());
  }

  /** A model of the catalogue. */
  static Model model(MargridClient client, String id) {
    return catalogued(client, id).getModel();
  }

  /** A model of the catalogue, and what it takes in. */
  static GetModelResponse catalogued(MargridClient client, String id) {
    return Answers.of(client.getModel(id), GetModelRequest.newBuilder().setId(id).build());
  }

  Hints hints() {
    return new Hints(model);
  }

  /** The hints for an answer that looks at one period: the one asked for, or the last one. */
  Hints hintsIn(String period) {
    return new Hints(model, period(period));
  }

  /** The period asked for, or the last one; empty for a model without periods. */
  String period(String asked) {
    int count = model.getPeriodsCount();
    return !asked.isEmpty() || count == 0 ? asked : model.getPeriods(count - 1);
  }

  /** What a picture of the model is called: the title; without one, the id. */
  String title() {
    return model.getTitle().isEmpty() ? model.getId() : model.getTitle();
  }
}
