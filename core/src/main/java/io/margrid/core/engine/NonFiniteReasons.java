package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.plan.GridPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says why a cell is not finite: the first node, by period and in dependency order, that is not finite while its operands
 * are, on the branches that were taken. The cell's lane is computed once more, by the plain reference.
 */
final class NonFiniteReasons {
  /** A node in a period. */
  private record Place(int node, int period) {}

  private final GridPlan plan;
  private final Graph graph;
  private final int periods;
  private final int[] askedPeriods;
  private long lane = -1;
  private double[][] values = {};

  NonFiniteReasons(GridPlan plan) {
    this.plan = plan;
    this.graph = plan.model().graph();
    this.periods = plan.model().periodCount();
    this.askedPeriods = plan.askedPeriods();
  }

  /** For instance {@code division by zero in provider_ebit_margin}. */
  String reason(int metric, long cell) {
    long cellLane = cell / askedPeriods.length;
    if (lane != cellLane) {
      values = GraphEvaluator.evaluate(graph, periods, plan.model().constants(), plan.parametersAt(cellLane));
      lane = cellLane;
    }
    Place root = new Place(plan.metrics().get(metric).node(),
        askedPeriods[(int) (cell % askedPeriods.length)]);
    Place first = taken(root).stream().filter(this::arises)
        .min(Comparator.comparingInt(Place::period).thenComparingInt(Place::node))
        .orElseThrow(() -> new IllegalStateException("cell " + cell + " is finite after all"));
    String period = periods == 1 ? "" : " in " + plan.model().periods().get(first.period());
    return describe(first) + " in " + graph.origin(first.node()) + period;
  }

  /** The root and what it was computed from, without branches not taken and without what is finite. */
  private Set<Place> taken(Place root) {
    Set<Place> taken = new HashSet<>();
    Deque<Place> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Place place = open.pop();
      if (taken.add(place)) {
        operands(place).stream().filter(operand -> !isFinite(operand)).forEach(open::push);
      }
    }
    return taken;
  }

  private boolean isFinite(Place place) {
    return Double.isFinite(value(place));
  }

  private double value(Place place) {
    return values[place.node()][place.period()];
  }

  private double value(int node, Place user) {
    return values[node][user.period()];
  }

  /** What the value of a node in a period was computed from. */
  private List<Place> operands(Place place) {
    int period = place.period();
    return switch (graph.node(place.node())) {
      case Node.Select(int condition, int whenTrue, int whenFalse) ->
        List.of(new Place(condition, period),
            new Place(value(condition, place) != 0.0 ? whenTrue : whenFalse, period));
      case Node.Lag lag -> lag(lag, period);
      case Node.Cumulative(int operand) -> inPeriods(operand, 0, period);
      case Node.Aggregate(Aggregation operation, int operand) -> switch (operation) {
        case FIRST -> List.of(new Place(operand, 0));
        case LAST -> List.of(new Place(operand, periods - 1));
        case TOTAL, MEAN, IRR -> inPeriods(operand, 0, periods - 1);
      };
      case Node.PresentValue(int rate, int operand) -> {
        List<Place> places = new ArrayList<>(inPeriods(rate, 0, periods - 1));
        places.addAll(inPeriods(operand, 0, periods - 1));
        yield places;
      }
      case Node.TrailingSum sum -> window(sum, period);
      case Node.Literal _,Node.Constant _,Node.Parameter _,Node.Unary _,Node.Binary _,Node.Power _,Node.PeriodIndex _ ->
        Arrays.stream(graph.node(place.node()).operands()).mapToObj(node -> new Place(node, period)).toList();
    };
  }

  private static List<Place> lag(Node.Lag lag, int period) {
    if (period >= lag.periods()) {
      return List.of(new Place(lag.source(), period - lag.periods()));
    }
    return lag.firsts().isEmpty() ? List.of() : List.of(new Place(lag.firsts().get(period), period));
  }

  private List<Place> window(Node.TrailingSum sum, int period) {
    List<Place> places = new ArrayList<>(inPeriods(sum.window(), 0, periods - 1));
    double length = values[sum.window()][0];
    if (length >= 0 && length <= Node.TrailingSum.MAX_WINDOW) {
      places.addAll(inPeriods(sum.operand(), Math.max(0, period - (int) Math.ceil(length) + 1), period));
      if (Math.ceil(length) > period + 1 && sum.before().isPresent()) {
        places.add(new Place(sum.before().getAsInt(), period));
      }
    }
    return places;
  }

  private static List<Place> inPeriods(int node, int first, int last) {
    List<Place> places = new ArrayList<>();
    for (int period = first; period <= last; period++) {
      places.add(new Place(node, period));
    }
    return places;
  }

  private boolean arises(Place place) {
    return !isFinite(place) && operands(place).stream().allMatch(this::isFinite);
  }

  private String describe(Place place) {
    return switch (graph.node(place.node())) {
      case Node.Binary(var operation, int left, int right) -> switch (operation) {
        case DIVIDE -> value(right, place) == 0.0 ? "division by zero" : "overflow of a quotient";
        case MULTIPLY -> "overflow of a product";
        case POWER -> power(place, value(left, place));
        case ADD -> "overflow of a sum";
        case SUBTRACT -> "overflow of a difference";
        case MINIMUM, MAXIMUM, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
          "value that is not finite";
      };
      case Node.Unary(var operation, int operand) -> switch (operation) {
        case SQRT -> "square root of a negative number";
        case LN -> value(operand, place) == 0.0 ? "logarithm of zero" : "logarithm of a negative number";
        case EXP -> "overflow of exp";
        case NEGATE, ABS, FLOOR, CEIL, ROUND, IS_FINITE, NOT -> "value that is not finite";
      };
      case Node.Power(int operand, int _) ->
        value(operand, place) == 0.0 ? "negative power of zero" : "overflow of a power";
      case Node.Literal _ -> "nan, as written,";
      case Node.Lag lag ->
        "no value " + lag.periods() + (lag.periods() == 1 ? " period" : " periods") + " earlier";
      case Node.Aggregate(Aggregation operation, int _) -> operation == Aggregation.IRR
          ? "internal rate of flows that do not change sign exactly once"
          : "overflow of a sum over periods";
      case Node.Cumulative _ -> "overflow of a sum over periods";
      case Node.PresentValue _ -> "discount by zero or overflow of a present value";
      case Node.TrailingSum sum -> window(values[sum.window()]);
      case Node.Constant _,Node.Parameter _,Node.Select _,Node.PeriodIndex _ -> "value that is not finite";
    };
  }

  private String power(Place place, double base) {
    if (Double.isNaN(value(place))) {
      return "fractional power of a negative number";
    }
    return base == 0.0 ? "negative power of zero" : "overflow of a power";
  }

  private static String window(double[] lengths) {
    for (double length : lengths) {
      if (length != lengths[0]) {
        return "window that differs between periods";
      }
    }
    return lengths[0] >= 0 && lengths[0] <= Node.TrailingSum.MAX_WINDOW
        ? "no values before the first period"
        : "window that is not from 0 to " + Node.TrailingSum.MAX_WINDOW;
  }
}
