package io.margrid.core.formula;

/**
 * What a graph means, one number at a time. The reference that every faster way must agree with, bit for bit once NaN
 * is made canonical.
 */
public final class GraphEvaluator {
  private GraphEvaluator() {}

  /**
   * The value of every node, by id.
   *
   * @param constants  values of the model's constants, by index
   * @param parameters values of the model's parameters, by index
   */
  public static double[] evaluate(Graph graph, double[] constants, double[] parameters) {
    double[] values = new double[graph.size()];
    for (int id = 0; id < values.length; id++) {
      values[id] = switch (graph.node(id)) {
        case Node.Literal(double value) -> value;
        case Node.Constant(int constant) -> constants[constant];
        case Node.Parameter(int parameter) -> parameters[parameter];
        case Node.Unary(var operation, int operand) -> operation.apply(values[operand]);
        case Node.Binary(var operation, int left, int right) -> operation.apply(values[left], values[right]);
        case Node.Power(int operand, int exponent) -> Node.Power.apply(values[operand], exponent);
        case Node.Select(int condition, int whenTrue, int whenFalse) ->
          values[condition] != 0 ? values[whenTrue] : values[whenFalse];
      };
    }
    return values;
  }
}
