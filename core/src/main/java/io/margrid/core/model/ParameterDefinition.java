package io.margrid.core.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A number, or a series of numbers over the periods, that a scenario or an axis may set, as defined, not checked.
 *
 * @param unit    empty or {@code 1}: a pure number
 * @param values  the default: one value, which holds in all periods, or one for each period of the model; -0.0 is taken as
 *                0.0
 * @param minimum least value allowed, inclusive; empty: no bound
 * @param maximum greatest value allowed, inclusive; empty: no bound
 * @param source  where the default comes from; empty: not stated
 */
public record ParameterDefinition(String name, String unit, List<Double> values, OptionalDouble minimum,
    OptionalDouble maximum, String description, String source, Display display) {
  public ParameterDefinition {
    values = values.stream().map(value -> value + 0.0).toList();
  }

  /** The same under another name. */
  ParameterDefinition named(String other) {
    return new ParameterDefinition(other, unit, values, minimum, maximum, description, source, display);
  }
}
