package io.margrid.core.formula;

import io.margrid.core.kernel.Aggregation;
import io.margrid.core.stop.Stop;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a graph means, one number at a time. The reference that every faster way must agree with, bit for bit once NaN
 * is made canonical.
 */
public final class GraphEvaluator {
  /** A value may take a window of over a thousand additions, or some hundred present values. */
  private static final int UNASKED = 64;

  private final Graph graph;
  private final int periods;
  private final double[] constants;
  private final double[][] parameters;
  private final double[][] values;
  private final Stop stop;

  private GraphEvaluator(Graph graph, int periods, double[] constants, double[][] parameters, Stop stop) {
    this.graph = graph;
    this.periods = periods;
    this.constants = constants;
    this.parameters = parameters;
    this.values = new double[graph.size()][periods];
    this.stop = stop;
  }

  /**
   * The value of every node in every period: {@code values[id][period]}.
   *
   * @param periods    number of periods, 1 for a scalar model
   * @param constants  values of the model's constants, by index
   * @param parameters values of the model's parameters, by index and period
   */
  public static double[][] evaluate(Graph graph, int periods, double[] constants, double[][] parameters) {
    return evaluate(graph, periods, constants, parameters, Stop.NEVER);
  }

  /**
   * The same, given up when nobody wants it any more.
   *
   * @param stop asked at least once in {@value #UNASKED} values
   */
  public static double[][] evaluate(Graph graph, int periods, double[] constants, double[][] parameters,
      Stop stop) {
    return new GraphEvaluator(graph, periods, constants, parameters, stop).run();
  }

  private double[][] run() {
    int unasked = 0;
    for (int phase = 0; phase < graph.phaseCount(); phase++) {
      for (int period = 0; period < periods; period++) {
        for (int id : graph.idsOf(phase)) {
          if (++unasked == UNASKED) {
            stop.check();
            unasked = 0;
          }
          values[id][period] = value(graph.node(id), id, period);
        }
      }
    }
    return values;
  }

  private double value(Node node, int id, int t) {
    return switch (node) {
      case Node.Literal(double value) -> value;
      case Node.Constant(int constant) -> constants[constant];
      case Node.Parameter(int parameter) -> parameters[parameter][t];
      case Node.Unary(var operation, int operand) -> operation.apply(values[operand][t]);
      case Node.Binary(var operation, int left, int right) ->
        operation.apply(values[left][t], values[right][t]);
      case Node.Power(int operand, int exponent) -> Node.Power.apply(values[operand][t], exponent);
      case Node.Select(int condition, int whenTrue, int whenFalse) ->
        values[condition][t] != 0 ? values[whenTrue][t] : values[whenFalse][t];
      case Node.PeriodIndex() -> t;
      case Node.Lag(int source, int n, List<Integer> firsts) -> lag(source, n, firsts, t);
      case Node.Cumulative(int operand) ->
        t == 0 ? values[operand][0] : values[id][t - 1] + values[operand][t];
      case Node.Aggregate(Aggregation operation, int operand) ->
        t == 0 ? operation.apply(values[operand]) : values[id][0];
      case Node.PresentValue(int rate, int operand) ->
        t == 0 ? presentValue(values[rate], values[operand]) : values[id][0];
      case Node.TrailingSum(int operand, int window, OptionalInt before) ->
        trailingSum(values[operand], values[window],
            before.isPresent() ? values[before.getAsInt()][t] : Double.NaN, t);
    };
  }

  private double lag(int source, int n, List<Integer> firsts, int t) {
    if (t >= n) {
      return values[source][t - n];
    }
    return firsts.isEmpty() ? Double.NaN : values[firsts.get(t)][t];
  }

  private static double presentValue(double[] rate, double[] flows) {
    double discount = 1;
    double sum = 0;
    for (int t = 0; t < flows.length; t++) {
      discount = discount * (1 + rate[t]);
      sum = sum + flows[t] / discount;
    }
    return sum;
  }

  private static double trailingSum(double[] series, double[] window, double before, int t) {
    double length = window[0];
    if (!(length >= 0 && length <= Node.TrailingSum.MAX_WINDOW) || !isConstant(window)) {
      return Double.NaN;
    }
    int whole = (int) Math.floor(length);
    double rest = length - whole;
    double sum = 0;
    for (int k = 0; k < whole; k++) {
      sum += k <= t ? series[t - k] : before;
    }
    if (rest > 0) {
      sum += rest * (whole <= t ? series[t - whole] : before);
    }
    return sum;
  }

  private static boolean isConstant(double[] series) {
    for (double value : series) {
      if (value != series[0]) {
        return false;
      }
    }
    return true;
  }
}
