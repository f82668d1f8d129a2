package io.margrid.core.model;

import java.util.List;

/**
 * A model together with those that it includes: what they define comes first, in the order of the includes.
 *
 * @param definition with all that it includes; its includes say where that came from
 * @param constants  where each constant comes from; likewise parameters and metrics
 * @param complete   whether every include could be taken in; else names are missing because of faults that have been
 *                   reported
 */
record FlatModel(ModelDefinition definition, List<Place> constants, List<Place> parameters,
    List<Place> metrics,
    boolean complete) {
  FlatModel {
    constants = List.copyOf(constants);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
  }
}
