package io.margrid.core.model;

import java.util.List;

/**
 * Takes another model in, as defined, not checked.
 *
 * @param modelId a model of the catalogue
 * @param prefix  stands with an underscore before each name taken in; empty: names stay as they are
 */
public record IncludeDefinition(String modelId, String prefix, List<BindingDefinition> bindings) {
  public IncludeDefinition {
    bindings = List.copyOf(bindings);
  }
}
