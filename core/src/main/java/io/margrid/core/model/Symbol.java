package io.margrid.core.model;

/**
 * What a name in a model stands for.
 *
 * @param index position among the model's definitions of that kind
 */
record Symbol(Kind kind, int index) {
  /** In the order of the model. */
  enum Kind {
    CONSTANT, PARAMETER, METRIC
  }
}
