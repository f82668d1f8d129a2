package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.plan.GridPlan;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Says why a cell is not finite: the first node in dependency order that is not finite while its operands are, on the
 * branches that were taken. The cell is computed once more, by the plain reference.
 */
final class NonFiniteReasons {
  private final GridPlan plan;
  private long cell = -1;
  private double[] values = {};

  NonFiniteReasons(GridPlan plan) {
    this.plan = plan;
  }

  /** For instance {@code division by zero in provider_ebit_margin}. */
  String reason(int metric, long atCell) {
    Graph graph = plan.model().graph();
    if (cell != atCell) {
      values = Arrays.stream(GraphEvaluator.evaluate(graph, 1, plan.model().constants(),
          GridPlan.asSeries(plan.parametersAt(atCell)))).mapToDouble(series -> series[0]).toArray();
      cell = atCell;
    }
    int node = taken(graph, plan.metrics().get(metric).node()).stream().filter(id -> arises(graph, id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("cell " + atCell + " is finite after all"));
    return describe(graph, node) + " in " + graph.origin(node);
  }

  /** The node and what it was computed from, without branches not taken. */
  private BitSet taken(Graph graph, int root) {
    BitSet taken = new BitSet();
    taken.set(root);
    for (int id = root; id >= 0; id--) {
      if (taken.get(id)) {
        operands(graph, id).forEach(taken::set);
      }
    }
    return taken;
  }

  private List<Integer> operands(Graph graph, int id) {
    if (graph.node(id) instanceof Node.Select(int condition, int whenTrue, int whenFalse)) {
      return List.of(condition, values[condition] != 0.0 ? whenTrue : whenFalse);
    }
    return Arrays.stream(graph.node(id).operands()).boxed().toList();
  }

  private boolean arises(Graph graph, int id) {
    return !Double.isFinite(values[id])
        && operands(graph, id).stream().allMatch(operand -> Double.isFinite(values[operand]));
  }

  private String describe(Graph graph, int id) {
    return switch (graph.node(id)) {
      case Node.Binary(var operation, int left, int right) -> switch (operation) {
        case DIVIDE -> values[right] == 0.0 ? "division by zero" : "overflow of a quotient";
        case MULTIPLY -> "overflow of a product";
        case POWER -> Double.isNaN(values[id])
            ? "fractional power of a negative number"
            : values[left] == 0.0 ? "negative power of zero" : "overflow of a power";
        case ADD -> "overflow of a sum";
        case SUBTRACT -> "overflow of a difference";
        case MINIMUM, MAXIMUM, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
          "value that is not finite";
      };
      case Node.Unary(var operation, int operand) -> switch (operation) {
        case SQRT -> "square root of a negative number";
        case LN -> values[operand] == 0.0 ? "logarithm of zero" : "logarithm of a negative number";
        case EXP -> "overflow of exp";
        case NEGATE, ABS, FLOOR, CEIL, ROUND, IS_FINITE, NOT -> "value that is not finite";
      };
      case Node.Power(int operand, int _) ->
        values[operand] == 0.0 ? "negative power of zero" : "overflow of a power";
      case Node.Literal _ -> "nan, as written,";
      case Node.PeriodIndex _,Node.Lag _,Node.Cumulative _,Node.Aggregate _,Node.PresentValue _,Node.TrailingSum _,Node.Constant _,Node.Parameter _,Node.Select _ ->
        "value that is not finite";
    };
  }
}
