package io.margrid.core.model;

import java.util.OptionalDouble;

/**
 * A number that a scenario or an axis may set, as defined, not checked.
 *
 * @param unit    empty or {@code 1}: a pure number
 * @param value   the default; -0.0 is taken as 0.0
 * @param minimum least value allowed, inclusive; empty: no bound
 * @param maximum greatest value allowed, inclusive; empty: no bound
 * @param source  where the default comes from; empty: not stated
 */
public record ParameterDefinition(String name, String unit, double value, OptionalDouble minimum,
    OptionalDouble maximum, String description, String source, Display display) {
  public ParameterDefinition {
    value += 0.0;
  }
}
