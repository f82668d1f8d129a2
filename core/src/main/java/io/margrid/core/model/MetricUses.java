package io.margrid.core.model;

import io.margrid.core.formula.Formula;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which metrics use which, and how. */
final class MetricUses {
  /** By metric; uses of its own. */
  private final List<List<Use>> uses;

  /** @param metric the one that is used */
  record Use(int metric, Formula.Use how) {}

  private MetricUses(List<List<Use>> uses) {
    this.uses = uses;
  }

  /** @param formulas by metric; empty where there are faults */
  static MetricUses of(List<Optional<Formula>> formulas, SymbolTable symbols) {
    return new MetricUses(formulas.stream()
        .map(formula -> formula.map(parsed -> metrics(parsed, symbols)).orElse(List.of())).toList());
  }

  private static List<Use> metrics(Formula formula, SymbolTable symbols) {
    return formula.uses().stream()
        .flatMap(use -> symbols.find(use.name()).filter(symbol -> symbol.kind() == Symbol.Kind.METRIC)
            .map(symbol -> new Use(symbol.index(), use)).stream())
        .toList();
  }

  /** By a metric, in the order of its formula. */
  List<Use> by(int metric) {
    return uses.get(metric);
  }

  /** By metric, the metrics that it uses in the same period. */
  List<List<Integer>> immediate() {
    return metrics(use -> !use.how().deferred());
  }

  /** By metric, the metrics that it uses. */
  List<List<Integer>> all() {
    return metrics(_ -> true);
  }

  private List<List<Integer>> metrics(Predicate<Use> wanted) {
    return uses.stream().map(each -> each.stream().filter(wanted).map(Use::metric).distinct().toList())
        .toList();
  }
}
