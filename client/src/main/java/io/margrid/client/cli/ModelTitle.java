package io.margrid.client.cli;

import io.margrid.v1.Model;

/** What a picture of a model is called. */
final class ModelTitle {
  private ModelTitle() {}

  /** The title; without one, the id. */
  static String of(Model model) {
    return model.getTitle().isEmpty() ? model.getId() : model.getTitle();
  }
}
