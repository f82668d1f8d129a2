package io.margrid.core.analysis;

import io.margrid.core.analysis.ExplainedNode.Kind;
import io.margrid.core.engine.NonFiniteReasons;
import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.formula.NodeLabel;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.stop.Stop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the nodes below a metric, operands first, each once in each formula that it is part of. All are of one period,
 * but for what a lag reads: that is shown with its value of the earlier period, and what it was computed from there is
 * not.
 */
final class ExplanationBuilder {
  private static final String SET = "set by the scenario";

  private final CompiledModel model;
  private final Graph graph;
  private final int period;
  private final Stop stop;
  private final MetricNames names;
  private final NonFiniteReasons reasons;
  private final double[][] values;
  private final double[][] parameters;
  private final double[][] defaults;
  private final List<ExplainedNode> nodes = new ArrayList<>();
  private final Map<Shown, Integer> positions = new HashMap<>();

  ExplanationBuilder(GridPlan plan, int period, Stop stop) {
    this.stop = stop;
    this.model = plan.model();
    this.graph = model.graph();
    this.period = period;
    this.names = new MetricNames(model);
    this.reasons = new NonFiniteReasons(plan, stop);
    this.parameters = plan.parametersAt(0);
    this.defaults = model.defaults();
    this.values = GraphEvaluator.evaluate(graph, model.periodCount(), model.constants(), parameters,
        stop);
  }

  List<ExplainedNode> explain(PlannedMetric metric) {
    Shown root = Shown.metric(metric.node(), model.findMetric(metric.name()).orElseThrow(), period);
    Deque<Shown> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      stop.check();
      Shown shown = open.getFirst();
      List<Shown> operands = operands(shown);
      List<Shown> unknown = operands.stream().filter(operand -> !positions.containsKey(operand)).toList();
      if (unknown.isEmpty()) {
        open.removeFirst();
        add(shown, operands);
      } else {
        unknown.reversed().forEach(open::addFirst);
      }
    }
    return nodes;
  }

  private void add(Shown shown, List<Shown> operands) {
    positions.computeIfAbsent(shown, _ -> {
      nodes.add(node(shown, operands.stream().map(positions::get).toList()));
      return nodes.size() - 1;
    });
  }

  /** Nothing is below what a lag reads in an earlier period. */
  private List<Shown> operands(Shown shown) {
    if (shown.period() != period) {
      return List.of();
    }
    if (shown.isMetric()) {
      int below = names.below(shown.metric());
      return List.of(below == Shown.NO_METRIC
          ? plain(shown.node(), period, shown.metric())
          : Shown.metric(shown.node(), below, period));
    }
    if (graph.node(shown.node()) instanceof Node.Lag lag) {
      return lag(lag, shown.formula());
    }
    return Arrays.stream(graph.node(shown.node()).operands())
        .mapToObj(operand -> in(shown.formula(), operand, period)).toList();
  }

  private List<Shown> lag(Node.Lag lag, int formula) {
    if (period >= lag.periods()) {
      return List.of(in(formula, lag.source(), period - lag.periods()));
    }
    return lag.firsts().isEmpty() ? List.of() : List.of(in(formula, lag.firsts().get(period), period));
  }

  private Shown in(int formula, int node, int inPeriod) {
    int metric = names.metricAt(node, formula);
    return metric == Shown.NO_METRIC ? plain(node, inPeriod, formula) : Shown.metric(node, metric, inPeriod);
  }

  /** A node without operands looks the same in all formulas. */
  private Shown plain(int node, int inPeriod, int formula) {
    boolean alike = graph.node(node).operands().length == 0 && !(graph.node(node) instanceof Node.Lag);
    return new Shown(node, Shown.NO_METRIC, inPeriod, alike ? Shown.NO_METRIC : formula);
  }

  private ExplainedNode node(Shown shown, List<Integer> operands) {
    double value = values[shown.node()][shown.period()];
    String reason = Double.isFinite(value) ? "" : reasons.reason(shown.node(), shown.period(), 0);
    return new ExplainedNode(kind(shown), label(shown), operands, unit(shown),
        Double.longBitsToDouble(Double.doubleToLongBits(value)), source(shown), reason);
  }

  private Kind kind(Shown shown) {
    if (shown.isMetric()) {
      return Kind.METRIC;
    }
    return switch (graph.node(shown.node())) {
      case Node.Literal _ -> Kind.LITERAL;
      case Node.Constant _ -> Kind.CONSTANT;
      case Node.Parameter _ -> Kind.PARAMETER;
      case Node.Unary _,Node.Binary _,Node.Power _,Node.Select _,Node.PeriodIndex _,Node.Lag _,Node.Cumulative _,Node.Aggregate _,Node.PresentValue _,Node.TrailingSum _ ->
        Kind.OPERATION;
    };
  }

  private String label(Shown shown) {
    return shown.isMetric()
        ? model.metricNames().get(shown.metric())
        : NodeLabel.of(graph.node(shown.node())).orElseGet(() -> names.leaf(shown.node()));
  }

  private String unit(Shown shown) {
    return (shown.isMetric() ? model.metricUnit(shown.metric()) : graph.unit(shown.node())).toString();
  }

  private String source(Shown shown) {
    if (shown.isMetric()) {
      return "";
    }
    return switch (graph.node(shown.node())) {
      case Node.Constant(int constant) -> model.definition().constants().get(constant).source();
      case Node.Parameter(int parameter) ->
        parameters[parameter][shown.period()] == defaults[parameter][shown.period()]
            ? model.definition().parameters().get(parameter).source()
            : SET;
      case Node.Literal _,Node.Unary _,Node.Binary _,Node.Power _,Node.Select _,Node.PeriodIndex _,Node.Lag _,Node.Cumulative _,Node.Aggregate _,Node.PresentValue _,Node.TrailingSum _ ->
        "";
    };
  }
}
