package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.formula.Formula;
import io.margrid.core.formula.GraphBuilder;
import io.margrid.core.formula.TypedFormula;
import io.margrid.core.formula.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes one graph of formulas that have no fault. */
final class ModelAssembler {
  private final ModelDefinition model;
  private final SymbolTable symbols;
  private final List<Unit> constantUnits;
  private final List<Unit> parameterUnits;
  private final List<Formula> formulas;
  private final List<TypedFormula> typed;
  private final GraphBuilder graph;
  private final int[] nodes;
  /** By metric, the parameters that it depends on. */
  private final BitSet[] parameters;

  ModelAssembler(ModelDefinition model, ModelLimits limits, SymbolTable symbols, List<Unit> constantUnits,
      List<Unit> parameterUnits, List<Formula> formulas, List<TypedFormula> typed) {
    this.model = model;
    this.symbols = symbols;
    this.constantUnits = constantUnits;
    this.parameterUnits = parameterUnits;
    this.formulas = formulas;
    this.typed = typed;
    this.graph = new GraphBuilder(limits.maxNodes());
    this.nodes = new int[typed.size()];
    this.parameters = new BitSet[typed.size()];
  }

  /**
   * The model.
   *
   * @param order all metrics, each after those that it uses in the same period
   * @return empty if the graph is too large, which is then reported
   */
  Optional<CompiledModel> assemble(List<Integer> order, Components components, Faults faults) {
    for (int metric : order) {
      String origin = model.metrics().get(metric).name();
      OptionalInt node = typed.get(metric).emit(graph, origin, name -> node(name, origin), faults);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      nodes[metric] = node.getAsInt();
    }
    if (!graph.resolve()) {
      return Optional.empty();
    }
    components.inOrder().forEach(this::findParameters);
    List<CompiledMetric> metrics = new ArrayList<>();
    for (int metric = 0; metric < nodes.length; metric++) {
      metrics.add(metric(metric));
    }
    return Optional
        .of(new CompiledModel(model, symbols, graph.build(), constantUnits, parameterUnits, metrics));
  }

  private int node(String name, String origin) {
    Symbol symbol = symbol(name);
    int index = symbol.index();
    return switch (symbol.kind()) {
      case CONSTANT -> graph.constant(index, constantUnits.get(index), origin);
      case PARAMETER -> graph.parameter(index, parameterUnits.get(index), origin);
      case METRIC -> nodes[index];
    };
  }

  /** Metrics that all depend on each other depend on the same parameters. */
  private void findParameters(List<Integer> component) {
    BitSet union = new BitSet();
    component.forEach(metric -> parameters[metric] = union);
    for (int metric : component) {
      for (String name : formulas.get(metric).names().keySet()) {
        Symbol symbol = symbol(name);
        switch (symbol.kind()) {
          case CONSTANT -> {
          }
          case PARAMETER -> union.set(symbol.index());
          case METRIC -> union.or(parameters[symbol.index()]);
        }
      }
    }
  }

  private CompiledMetric metric(int metric) {
    Formula formula = formulas.get(metric);
    List<String> dependencies = formula.names().keySet().stream()
        .sorted(Comparator.comparing((String name) -> symbol(name).kind())
            .thenComparingInt(name -> symbol(name).index()))
        .toList();
    List<String> names = parameters[metric].stream().mapToObj(i -> model.parameters().get(i).name()).toList();
    return new CompiledMetric(nodes[metric], typed.get(metric).unit(), formula.canonical(), dependencies,
        names);
  }

  private Symbol symbol(String name) {
    return symbols.find(name).orElseThrow();
  }
}
