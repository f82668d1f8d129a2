package io.margrid.core.analysis;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.model.CompiledModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes of a graph are metrics by name. Equal formulas are one node, so a node is a metric only for formulas that
 * mention it; where one mentions several metrics with the same formula, the first in the model's order stands for all.
 */
final class MetricNames {
  private final CompiledModel model;
  private final Graph graph;
  private final List<String> names;
  private final Map<Integer, List<Integer>> metricsByNode = new HashMap<>();
  private final Map<Integer, Set<String>> mentioned = new HashMap<>();

  MetricNames(CompiledModel model) {
    this.model = model;
    this.graph = model.graph();
    this.names = model.metricNames();
    for (int metric = 0; metric < names.size(); metric++) {
      metricsByNode.computeIfAbsent(model.metricNode(metric), _ -> new ArrayList<>()).add(metric);
    }
  }

  /** The metric that a node is in the formula of another metric, or {@link Shown#NO_METRIC}. */
  int metricAt(int node, int user) {
    Set<String> mentions = mentions(user);
    if (isLeaf(node) && mentions.contains(leaf(node))) {
      return Shown.NO_METRIC;
    }
    return metricsByNode.getOrDefault(node, List.of()).stream()
        .filter(metric -> mentions.contains(names.get(metric))).findFirst().orElse(Shown.NO_METRIC);
  }

  /**
   * What the formula of a metric is: another metric where it is only that one's name, or {@link Shown#NO_METRIC}. Going
   * on from there never leads back.
   */
  int below(int metric) {
    int node = model.metricNode(metric);
    if (isOrigin(metric, node)) {
      return Shown.NO_METRIC;
    }
    int below = metricAt(node, metric);
    Set<Integer> passed = new HashSet<>(Set.of(metric));
    for (int at = below; at != Shown.NO_METRIC && !isOrigin(at, node); at = metricAt(node, at)) {
      if (!passed.add(at)) {
        return Shown.NO_METRIC;
      }
    }
    return below;
  }

  private boolean isOrigin(int metric, int node) {
    return names.get(metric).equals(graph.origin(node));
  }

  private Set<String> mentions(int metric) {
    return mentioned.computeIfAbsent(metric, key -> Set.copyOf(model.dependencies(key)));
  }

  private boolean isLeaf(int node) {
    return graph.node(node) instanceof Node.Constant || graph.node(node) instanceof Node.Parameter;
  }

  /** The name of a constant or parameter. */
  String leaf(int node) {
    return switch (graph.node(node)) {
      case Node.Constant(int constant) -> model.definition().constants().get(constant).name();
      case Node.Parameter(int parameter) -> model.parameterNames().get(parameter);
      case Node other -> throw new IllegalArgumentException(other + " has no name");
    };
  }
}
