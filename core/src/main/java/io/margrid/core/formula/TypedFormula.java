package io.margrid.core.formula;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** A formula that has no fault: every name is known, and the units fit. Immutable. */
public final class TypedFormula {
  private final Expression expression;
  private final Types types;
  private final FieldPath path;
  private final Unit unit;

  TypedFormula(Expression expression, Types types, FieldPath path, Unit unit) {
    this.expression = expression;
    this.types = types;
    this.path = path;
    this.unit = unit;
  }

  /** Of the formula's value. */
  public Unit unit() {
    return unit;
  }

  /**
   * Adds the formula to a graph. What lags with all first values read is added by {@link GraphBuilder#resolve}.
   *
   * @param metric name of the metric that the formula is of
   * @param nodes  the node of each name in the formula, with the unit that its check was told; names that are only
   *               {@linkplain Formula.Use#deferred deferred} are asked for when the graph is resolved
   * @return the node of the formula's value; empty if the graph would grow beyond its limit, which is then reported
   */
  public OptionalInt emit(GraphBuilder graph, String metric, ToIntFunction<String> nodes, Faults faults) {
    return emit(graph, metric, nodes, faults, expression, unit);
  }

  private OptionalInt emit(GraphBuilder graph, String metric, ToIntFunction<String> nodes, Faults faults,
      Expression part, Unit neighbour) {
    Emitter.Later later = (source, sourceUnit) -> graph.later(Printer.print(source), sourceUnit,
        () -> emit(graph, metric, nodes, faults, source, sourceUnit));
    try {
      return OptionalInt.of(new Emitter(graph, types, nodes, metric, later).emit(part, neighbour));
    } catch (GraphBuilder.TooManyNodesException tooMany) {
      faults.add(path, Reason.MODEL_TOO_LARGE, "more than " + graph.maxNodes() + " nodes up to here",
          "at most " + graph.maxNodes() + " different operations, names and numbers in a model");
      return OptionalInt.empty();
    }
  }
}
