package io.margrid.core.model;

import java.util.List;

/**
 * A calculation as a caller or a file defines it: parameters in, metrics out, formulas between them. Not checked: that
 * is what {@link ModelCompiler} does.
 *
 * @param id       empty: none
 * @param title    empty: none
 * @param periods  labels of the time axis; none: a scalar model
 * @param includes models whose names become this one's own
 */
public record ModelDefinition(String id, String title, String description, String source,
    List<String> periods,
    List<ConstantDefinition> constants, List<ParameterDefinition> parameters,
    List<MetricDefinition> metrics, List<IncludeDefinition> includes) {
  public ModelDefinition {
    periods = List.copyOf(periods);
    constants = List.copyOf(constants);
    parameters = List.copyOf(parameters);
    metrics = List.copyOf(metrics);
    includes = List.copyOf(includes);
  }

  /** A model that includes no other. */
  public ModelDefinition(String id, String title, String description, String source, List<String> periods,
      List<ConstantDefinition> constants, List<ParameterDefinition> parameters,
      List<MetricDefinition> metrics) {
    this(id, title, description, source, periods, constants, parameters, metrics, List.of());
  }
}
