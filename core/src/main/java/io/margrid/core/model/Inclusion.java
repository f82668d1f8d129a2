package io.margrid.core.model;

import io.margrid.core.fault.FieldPath;
import java.util.Map;

/**
 * An include without a fault.
 *
 * @param bindings by parameter of the included model
 */
record Inclusion(FieldPath path, CompiledModel model, String prefix,
    Map<String, Inclusion.Binding> bindings) {
  /** A formula in place of a parameter. */
  record Binding(FieldPath path, String formula) {}

  /** A name of the included model as the including one sees it. */
  String name(String included) {
    return prefix.isEmpty() ? included : prefix + "_" + included;
  }
}
