package io.margrid.core.model;

import io.margrid.core.formula.Unit;
import java.util.List;

/**
 * What the compiler knows of a metric.
 *
 * @param node         in the model's graph
 * @param formula      with the fewest brackets
 * @param dependencies names in the formula, in the order of the model
 * @param parameters   names of the parameters that the value depends on, directly or not, in the order of the model
 */
record CompiledMetric(int node, Unit unit, String formula, List<String> dependencies,
    List<String> parameters) {}
