package io.margrid.core.analysis;

import io.margrid.core.fault.FieldPath;
import io.margrid.core.plan.GridQuery;
import java.util.List;

/**
 * Asks for scenarios side by side; checked for shape, not yet held against a model.
 *
 * @param base           what the others are held against
 * @param scenarios      at least one, with names
 * @param metrics        none: all
 * @param periods        none: all
 * @param scenariosField where the scenarios stand
 */
public record ComparisonQuery(GridQuery.Changes base, List<GridQuery.Case> scenarios,
    List<GridQuery.Name> metrics,
    List<GridQuery.Name> periods, FieldPath scenariosField) {
  public ComparisonQuery {
    scenarios = List.copyOf(scenarios);
    metrics = List.copyOf(metrics);
    periods = List.copyOf(periods);
  }
}
