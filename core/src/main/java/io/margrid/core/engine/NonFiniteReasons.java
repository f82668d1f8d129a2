package io.margrid.core.engine;

import io.margrid.core.block.NonFiniteKind;
import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Says why a cell is not finite: the first node, by period and in dependency order, that is not finite while its operands
 * are, on the branches that were taken. The cell's lane is computed once more, by the plain reference, and then looked
 * through for all asked metrics: of a block's cells those of one lane cost one computation. Not thread-safe.
 *
 * <p>A node in a period is a <em>place</em>, counted so that the first of several is the least:
 *
 * <pre>place = period * nodes + node</pre>
 */
public final class NonFiniteReasons {
  private static final int UNKNOWN = -1;
  /** Reasons kept, unless the lanes that are always kept have more. */
  private static final int MAX_KEPT = 1 << 12;
  /** A block asks for the first cell of each kind, metric by metric: no other lane is asked for again. */
  private static final int KINDS = NonFiniteKind.values().length;
  /** Places between two questions whether to stop: a sum over periods is looked through whole. */
  private static final int UNASKED = 64;

  private final GridPlan plan;
  private final Graph graph;
  private final int periods;
  private final int[] askedPeriods;
  private final Stop stop;
  private final LinkedHashMap<Long, @Nullable String[]> reasons = new LinkedHashMap<>();
  private long lane = -1;
  private double[][] values = {};
  /** What is known of the lane: where the values that are not finite arise, by place. */
  private int[] origins = {};
  private int[] open = new int[64];
  private int openCount;
  private int least;

  /**
   * Reasons for the cells of a plan.
   *
   * @param stop asked while a lane takes long
   */
  public NonFiniteReasons(GridPlan plan, Stop stop) {
    this.plan = plan;
    this.graph = plan.model().graph();
    this.periods = plan.model().periodCount();
    this.askedPeriods = plan.askedPeriods();
    this.stop = stop;
  }

  /**
   * Reasons that are kept of the lanes looked through last: of all that a block asks for, if there are few; at least of
   * the last lane of each kind, between which metrics may go back and forth.
   */
  static int mostKept(int metrics, int askedPeriods) {
    long ofLane = (long) metrics * askedPeriods;
    return Math.toIntExact(Math.max(KINDS * ofLane, Math.min((long) KINDS * metrics * ofLane, MAX_KEPT)));
  }

  /** Why an asked metric is not finite in a cell: for instance {@code division by zero in provider_ebit_margin}. */
  String reason(int metric, long cell) {
    long ofLane = cell / askedPeriods.length;
    @Nullable
    String[] known = reasons.get(ofLane);
    if (known == null) {
      known = reasonsOf(ofLane);
      reasons.put(ofLane, known);
      while (reasons.size() > 1
          && reasons.size() * known.length > mostKept(plan.metrics().size(), askedPeriods.length)) {
        reasons.pollFirstEntry();
      }
    }
    int position = (int) (cell % askedPeriods.length);
    String reason = known[metric * askedPeriods.length + position];
    if (reason == null) {
      throw finiteAfterAll(plan.metrics().get(metric).node(), ofLane);
    }
    return reason;
  }

  /** By metric and asked period, the latter the faster; null where the metric is finite. */
  private @Nullable String[] reasonsOf(long ofLane) {
    compute(ofLane);
    @Nullable
    String[] ofMetrics = new String[plan.metrics().size() * askedPeriods.length];
    Map<Integer, String> described = new HashMap<>();
    for (int i = 0; i < ofMetrics.length; i++) {
      int node = plan.metrics().get(i / askedPeriods.length).node();
      int place = place(node, askedPeriods[i % askedPeriods.length]);
      if (!isFinite(place)) {
        ofMetrics[i] = described.computeIfAbsent(origin(place), this::text);
      }
    }
    return ofMetrics;
  }

  /**
   * Why a node is not finite in a lane.
   *
   * @param node   whose value is not finite
   * @param period position in the model
   * @param ofLane from zero, below the lane shape's cell count
   */
  public String reason(int node, int period, long ofLane) {
    compute(ofLane);
    int place = place(node, period);
    if (isFinite(place)) {
      throw finiteAfterAll(node, ofLane);
    }
    return text(origin(place));
  }

  private static IllegalStateException finiteAfterAll(int node, long lane) {
    return new IllegalStateException("node " + node + " in lane " + lane + " is finite after all");
  }

  private void compute(long ofLane) {
    if (lane != ofLane) {
      values = GraphEvaluator.evaluate(graph, periods, plan.model().constants(), plan.parametersAt(ofLane),
          stop);
      lane = ofLane;
      origins = new int[graph.size() * periods];
      Arrays.fill(origins, UNKNOWN);
    }
  }

  private String text(int place) {
    int node = place % graph.size();
    int period = place / graph.size();
    String where = periods == 1 ? "" : " in " + plan.model().periods().get(period);
    return describe(node, period) + " in " + graph.origin(node) + where;
  }

  /** The first place among those that the root was computed from whose own operands are finite. */
  private int origin(int root) {
    openCount = 0;
    push(root);
    for (int seen = 1; openCount > 0; seen++) {
      if (seen % UNASKED == 0) {
        stop.check();
      }
      int place = open[openCount - 1];
      int before = openCount;
      least = Integer.MAX_VALUE;
      forEachOperand(place % graph.size(), place / graph.size(), this::look);
      if (openCount == before) {
        openCount--;
        origins[place] = least == Integer.MAX_VALUE ? place : least;
      }
    }
    return origins[root];
  }

  /** Where an operand that is not finite arises, or that it has to be found out first. */
  private void look(int operand) {
    if (isFinite(operand)) {
      return;
    }
    if (origins[operand] == UNKNOWN) {
      push(operand);
    } else {
      least = Math.min(least, origins[operand]);
    }
  }

  private void push(int place) {
    if (openCount == open.length) {
      open = Arrays.copyOf(open, 2 * open.length);
    }
    open[openCount++] = place;
  }

  private int place(int node, int period) {
    return period * graph.size() + node;
  }

  private boolean isFinite(int place) {
    return Double.isFinite(values[place % graph.size()][place / graph.size()]);
  }

  /** Places that the value of a node in a period was computed from. */
  private void forEachOperand(int id, int period, IntConsumer action) {
    switch (graph.node(id)) {
      case Node.Select(int condition, int whenTrue, int whenFalse) -> {
        action.accept(place(condition, period));
        action.accept(place(values[condition][period] != 0.0 ? whenTrue : whenFalse, period));
      }
      case Node.Lag lag -> forEachOperand(lag, period, action);
      case Node.Cumulative(int operand) -> inPeriods(operand, 0, period, action);
      case Node.Aggregate(Aggregation operation, int operand) -> {
        switch (operation) {
          case FIRST -> action.accept(place(operand, 0));
          case LAST -> action.accept(place(operand, periods - 1));
          case TOTAL, MEAN, IRR -> inPeriods(operand, 0, periods - 1, action);
        }
      }
      case Node.PresentValue(int rate, int operand) -> {
        inPeriods(rate, 0, periods - 1, action);
        inPeriods(operand, 0, periods - 1, action);
      }
      case Node.TrailingSum sum -> forEachOperand(sum, period, action);
      case Node.Literal _,Node.Constant _,Node.Parameter _,Node.Unary _,Node.Binary _,Node.Power _,Node.PeriodIndex _ -> {
        for (int operand : graph.node(id).operands()) {
          action.accept(place(operand, period));
        }
      }
    }
  }

  private void forEachOperand(Node.Lag lag, int period, IntConsumer action) {
    if (period >= lag.periods()) {
      action.accept(place(lag.source(), period - lag.periods()));
    } else if (!lag.firsts().isEmpty()) {
      action.accept(place(lag.firsts().get(period), period));
    }
  }

  private void forEachOperand(Node.TrailingSum sum, int period, IntConsumer action) {
    inPeriods(sum.window(), 0, periods - 1, action);
    double length = values[sum.window()][0];
    if (length >= 0 && length <= Node.TrailingSum.MAX_WINDOW) {
      inPeriods(sum.operand(), Math.max(0, period - (int) Math.ceil(length) + 1), period, action);
      if (Math.ceil(length) > period + 1 && sum.before().isPresent()) {
        action.accept(place(sum.before().getAsInt(), period));
      }
    }
  }

  private void inPeriods(int node, int first, int last, IntConsumer action) {
    for (int period = first; period <= last; period++) {
      action.accept(place(node, period));
    }
  }

  private String describe(int id, int period) {
    return switch (graph.node(id)) {
      case Node.Binary(var operation, int left, int right) -> switch (operation) {
        case DIVIDE -> values[right][period] == 0.0 ? "division by zero" : "overflow of a quotient";
        case MULTIPLY -> "overflow of a product";
        case POWER -> power(values[id][period], values[left][period]);
        case ADD -> "overflow of a sum";
        case SUBTRACT -> "overflow of a difference";
        case MINIMUM, MAXIMUM, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
          "value that is not finite";
      };
      case Node.Unary(var operation, int operand) -> switch (operation) {
        case SQRT -> "square root of a negative number";
        case LN -> values[operand][period] == 0.0 ? "logarithm of zero" : "logarithm of a negative number";
        case EXP -> "overflow of exp";
        case NEGATE, ABS, FLOOR, CEIL, ROUND, IS_FINITE, NOT -> "value that is not finite";
      };
      case Node.Power(int operand, int _) ->
        values[operand][period] == 0.0 ? "negative power of zero" : "overflow of a power";
      case Node.Literal _ -> "nan, as written,";
      case Node.Lag lag ->
        "no value " + lag.periods() + (lag.periods() == 1 ? " period" : " periods") + " earlier";
      case Node.Aggregate(Aggregation operation, int _) when operation == Aggregation.IRR ->
        Double.isNaN(values[id][period])
            ? "internal rate of flows that do not change sign exactly once"
            : "overflow of an internal rate";
      case Node.Aggregate _ -> "overflow of a sum over periods";
      case Node.Cumulative _ -> "overflow of a sum over periods";
      case Node.PresentValue _ -> "discount by zero or overflow of a present value";
      case Node.TrailingSum sum -> trailingSum(sum, period);
      case Node.Constant _,Node.Parameter _,Node.Select _,Node.PeriodIndex _ -> "value that is not finite";
    };
  }

  private static String power(double value, double base) {
    if (Double.isNaN(value)) {
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
