package io.margrid.core.model;

/**
 * A named number that nobody may set, as defined, not checked.
 *
 * @param unit   empty or {@code 1}: a pure number
 * @param value  -0.0 is taken as 0.0
 * @param source where the number comes from; empty: not stated
 */
public record ConstantDefinition(String name, String unit, double value, String description, String source) {
  public ConstantDefinition {
    value += 0.0;
  }

  /** The same under another name. */
  ConstantDefinition named(String other) {
    return new ConstantDefinition(other, unit, value, description, source);
  }
}
