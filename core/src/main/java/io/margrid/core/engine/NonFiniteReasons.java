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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Says why a cell is not finite: the first node, by period and in dependency order, that is not finite while its operands
 * are, on the branches that were taken. The cell's lane is computed once more, by the plain reference. Not thread-safe.
 */
public final class NonFiniteReasons {
  /** A node in a period. */
  private record Place(int node, int period) {}

  private final GridPlan plan;
  private final Graph graph;
  private final int periods;
  private final int[] askedPeriods;
  private long lane = -1;
  private double[][] values = {};
  /** What is known of the lane: where the values that are not finite arise. */
  private final Map<Place, Place> origins = new HashMap<>();

  public NonFiniteReasons(GridPlan plan) {
    this.plan = plan;
    this.graph = plan.model().graph();
    this.periods = plan.model().periodCount();
    this.askedPeriods = plan.askedPeriods();
  }

  /** Why an asked metric is not finite in a cell: for instance {@code division by zero in provider_ebit_margin}. */
  String reason(int metric, long cell) {
    return reason(plan.metrics().get(metric).node(), askedPeriods[(int) (cell % askedPeriods.length)],
        cell / askedPeriods.length);
  }

  /**
   * Why a node is not finite in a lane.
   *
   * @param node   whose value is not finite
   * @param period position in the model
   * @param ofLane from zero, below the lane shape's cell count
   */
  public String reason(int node, int period, long ofLane) {
    if (lane != ofLane) {
      values = GraphEvaluator.evaluate(graph, periods, plan.model().constants(), plan.parametersAt(ofLane));
      lane = ofLane;
      origins.clear();
    }
    Place root = new Place(node, period);
    if (isFinite(root)) {
      throw new IllegalStateException("node " + node + " in lane " + ofLane + " is finite after all");
    }
    Place first = origin(root);
    String where = periods == 1 ? "" : " in " + plan.model().periods().get(first.period());
    return describe(first) + " in " + graph.origin(first.node()) + where;
  }

  /** The first place among those that the root was computed from whose own operands are finite. */
  private Place origin(Place root) {
    Deque<Place> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Place place = open.getFirst();
      List<Place> culprits = operands(place).stream().filter(operand -> !isFinite(operand)).toList();
      List<Place> unknown = culprits.stream().filter(culprit -> !origins.containsKey(culprit)).toList();
      if (unknown.isEmpty()) {
        origins.put(open.removeFirst(), culprits.stream().map(this::known)
            .min(Comparator.comparingInt(Place::period).thenComparingInt(Place::node)).orElse(place));
      } else {
        unknown.forEach(open::addFirst);
      }
    }
    return known(root);
  }

  private Place known(Place place) {
    return Objects.requireNonNull(origins.get(place));
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
      case Node.Aggregate(Aggregation operation, int _) when operation == Aggregation.IRR ->
        Double.isNaN(value(place))
            ? "internal rate of flows that do not change sign exactly once"
            : "overflow of an internal rate";
      case Node.Aggregate _ -> "overflow of a sum over periods";
      case Node.Cumulative _ -> "overflow of a sum over periods";
      case Node.PresentValue _ -> "discount by zero or overflow of a present value";
      case Node.TrailingSum sum -> trailingSum(sum, place.period());
      case Node.Constant _,Node.Parameter _,Node.Select _,Node.PeriodIndex _ -> "value that is not finite";
    };
  }

  private String power(Place place, double base) {
    if (Double.isNaN(value(place))) {
      return "fractional power of a negative number";
    }
    return base == 0.0 ? "negative power of zero" : "overflow of a power";
  }

  private String trailingSum(Node.TrailingSum sum, int period) {
    double[] lengths = values[sum.window()];
    for (double length : lengths) {
      if (length != lengths[0]) {
        return "window that differs between periods";
      }
    }
    if (!(lengths[0] >= 0 && lengths[0] <= Node.TrailingSum.MAX_WINDOW)) {
      return "window that is not from 0 to " + Node.TrailingSum.MAX_WINDOW;
    }
    return sum.before().isEmpty() && Math.ceil(lengths[0]) > period + 1
        ? "no values before the first period"
        : "overflow of a sum over periods";
  }
}
