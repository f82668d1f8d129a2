package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Formula;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Checks the metrics that depend on themselves. It is a recurrence if every turn passes {@code lag} or {@code prev} with
 * all first values, and none a value over all periods; every metric in it must declare its unit.
 */
final class Recurrences {
  private final FlatModel flat;
  private final MetricUses uses;
  private final Components components;
  private final Faults faults;
  /** Metrics of cycles that have been reported. */
  private final Set<Integer> reported = new HashSet<>();

  Recurrences(FlatModel flat, MetricUses uses, Components components, Faults faults) {
    this.flat = flat;
    this.uses = uses;
    this.components = components;
    this.faults = faults;
  }

  /** @param cycles of uses in the same period */
  void check(List<List<Integer>> cycles) {
    for (List<Integer> cycle : cycles) {
      report(cycle, CyclePrint.RULE, use -> !use.deferred());
      reported.addAll(cycle);
    }
    for (List<Integer> component : components.inOrder()) {
      if (component.stream().allMatch(components::isRecurrent)
          && component.stream().noneMatch(reported::contains)) {
        checkRecurrence(component);
      }
    }
  }

  private void checkRecurrence(List<Integer> component) {
    for (int metric : component) {
      for (MetricUses.Use use : uses.by(metric)) {
        if (use.how().whole() && components.areTogether(metric, use.metric())) {
          report(components.cycle(metric, use.metric()), CyclePrint.WHOLE_RULE, Formula.Use::whole);
          return;
        }
      }
    }
    component.forEach(this::checkUnit);
  }

  private void checkUnit(int metric) {
    if (flat.definition().metrics().get(metric).unit().isEmpty()) {
      int next = uses.by(metric).stream().map(MetricUses.Use::metric)
          .filter(used -> components.areTogether(metric, used)).findFirst().orElseThrow();
      String cycle = CyclePrint.of(names(components.cycle(metric, next)), "").value();
      faults.add(flat.metrics().get(metric).field(ModelField.METRIC_UNIT), Reason.REQUIRED, "absent",
          "a unit where the metric depends on itself: " + cycle);
    }
  }

  /**
   * Shows a cycle from the first metric whose formula stands in the request: every cycle has one.
   *
   * @param wrong what is wrong with a use, for its position
   */
  private void report(List<Integer> cycle, String rule, Predicate<Formula.Use> wrong) {
    List<Integer> shown = new ArrayList<>(cycle);
    while (flat.metrics().get(shown.getFirst()) instanceof Place.Included) {
      Collections.rotate(shown, -1);
    }
    int next = shown.get(1 % shown.size());
    List<Formula.Use> steps = uses.by(shown.getFirst()).stream().filter(use -> use.metric() == next)
        .map(MetricUses.Use::how).toList();
    Position position = steps.stream().filter(wrong).findFirst().orElse(steps.getFirst()).position();
    FieldPath field = flat.metrics().get(shown.getFirst()).field(ModelField.METRIC_FORMULA);
    CyclePrint print = CyclePrint.of(names(shown), rule);
    faults.add(new Fault(field, Reason.FORMULA_CYCLE, print.value(), print.rule(), position));
  }

  /** The first one again at the end. */
  private List<String> names(List<Integer> cycle) {
    List<String> names = new ArrayList<>();
    cycle.forEach(metric -> names.add(flat.definition().metrics().get(metric).name()));
    names.add(names.getFirst());
    return names;
  }
}
