package io.margrid.core.analysis;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comparison that is known to be valid: one grid with one axis of cases, the base first, then the scenarios in their
 * order.
 *
 * <pre>cell = case * periods + period, with the periods asked</pre>
 */
public final class ComparisonPlan {
  /** The most values of the grid, over all metrics, and of the parameters that the scenarios touch. */
  private static final long MAX_VALUES = 1L << 21;

  private final GridPlan grid;
  private final List<String> names;

  private ComparisonPlan(GridPlan grid, List<String> names) {
    this.grid = grid;
    this.names = names;
  }

  /**
   * Plans a comparison.
   *
   * @param faults may hold some already; then no plan comes out
   * @return the plan, or empty if there is any fault
   */
  public static Optional<ComparisonPlan> plan(CompiledModel model, ComparisonQuery query, GridLimits limits,
      Faults faults) {
    List<GridQuery.Case> cases = Stream
        .concat(Stream.of(new GridQuery.Case("base", query.base())), query.scenarios().stream()).toList();
    long before = faults.count();
    checkSize(model, query, cases, faults);
    if (faults.count() > before) {
      return Optional.empty();
    }
    GridQuery grid = new GridQuery(new GridQuery.Changes(List.of(), List.of()),
        List.of(new GridQuery.Cases("", List.of(), cases, query.scenariosField())), query.metrics(),
        query.periods(), query.scenariosField());
    return GridPlanner.plan(model, grid, limits, faults)
        .map(plan -> new ComparisonPlan(plan, query.scenarios().stream().map(GridQuery.Case::name).toList()));
  }

  /** Nothing of that size is allocated before. */
  private static void checkSize(CompiledModel model, ComparisonQuery query, List<GridQuery.Case> cases,
      Faults faults) {
    long touched = cases.stream()
        .flatMap(each -> Stream.concat(
            each.changes().settings().stream().map(setting -> setting.parameter().text()),
            each.changes().shocks().stream().map(shock -> shock.parameter().text())))
        .distinct().count();
    check(touched * cases.size() * model.periodCount(), "values of parameters", query, faults);
    long metrics = query.metrics().isEmpty() ? model.metricNames().size() : query.metrics().size();
    long periods = query.periods().isEmpty() ? model.periodCount() : query.periods().size();
    check(metrics * cases.size() * periods, "values of metrics", query, faults);
  }

  private static void check(long values, String what, ComparisonQuery query, Faults faults) {
    if (values > MAX_VALUES) {
      faults.add(query.scenariosField(), Reason.GRID_TOO_LARGE, values + " " + what,
          "at most " + MAX_VALUES);
    }
  }

  /** What is computed. */
  public GridPlan grid() {
    return grid;
  }

  /** Of the scenarios, in their order. */
  List<String> names() {
    return names;
  }
}
