package io.margrid.core.formula;

import io.margrid.core.kernel.Aggregation;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/** Adds one checked formula to a graph, in the written order of evaluation. */
final class Emitter {
  private final GraphBuilder graph;
  private final Types types;
  private final ToIntFunction<String> nodes;
  private final String origin;
  private final Later later;

  /** Adds an expression with that unit when all metrics are known. */
  @FunctionalInterface
  interface Later {
    /** A stand-in for the id. */
    int applyAsInt(Expression expression, Unit unit);
  }

  /**
   * @param nodes  the node of each name in the formula
   * @param origin the metric that the formula is of
   */
  Emitter(GraphBuilder graph, Types types, ToIntFunction<String> nodes, String origin, Later later) {
    this.graph = graph;
    this.types = types;
    this.nodes = nodes;
    this.origin = origin;
    this.later = later;
  }

  /** @param neighbour the unit that an expression without one of its own takes */
  int emit(Expression expression, Unit neighbour) {
    return switch (expression) {
      case Expression.Literal literal -> literal(literal.value(), unit(literal, neighbour));
      case Expression.Name name -> nodes.applyAsInt(name.name());
      case Expression.Prefix prefix -> prefix(prefix, neighbour);
      case Expression.Chain chain -> chain(chain, neighbour);
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Power power -> power(power);
      case Expression.Call call -> call(call, neighbour);
    };
  }

  private Unit unit(Expression expression, Unit neighbour) {
    return types.unit(expression).orElse(neighbour);
  }

  private Unit common(List<Expression> operands, Unit neighbour) {
    return operands.stream().flatMap(operand -> types.unit(operand).stream()).findFirst().orElse(neighbour);
  }

  private int literal(double value, Unit unit) {
    return graph.number(new Node.Literal(value), unit, origin);
  }

  private int prefix(Expression.Prefix prefix, Unit neighbour) {
    int operand = emit(prefix.operand(), neighbour);
    Node node = new Node.Unary(prefix.operation(), operand);
    return prefix.operation() == UnaryOperation.NOT
        ? graph.truth(node, origin)
        : graph.number(node, graph.unit(operand), origin);
  }

  private int chain(Expression.Chain chain, Unit neighbour) {
    Unit unit = chain.level() == Level.SUM ? unit(chain, neighbour) : Unit.ONE;
    int value = emit(chain.first(), unit);
    for (Expression.Link link : chain.links()) {
      value = binary(link.operator().operation(), value, emit(link.operand(), unit));
    }
    return value;
  }

  private int comparison(Expression.Comparison comparison) {
    Unit unit = common(List.of(comparison.left(), comparison.right()), Unit.ONE);
    int left = emit(comparison.left(), unit);
    return binary(comparison.operator().operation(), left, emit(comparison.right(), unit));
  }

  private int binary(BinaryOperation operation, int left, int right) {
    Node node = new Node.Binary(operation, left, right);
    return switch (operation) {
      case ADD, SUBTRACT, MINIMUM, MAXIMUM -> graph.number(node, graph.unit(left), origin);
      case MULTIPLY -> graph.number(node, graph.unit(left).times(graph.unit(right)), origin);
      case DIVIDE -> graph.number(node, graph.unit(left).over(graph.unit(right)), origin);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR ->
        graph.truth(node, origin);
      case POWER -> throw new IllegalArgumentException("the unit of a power follows from its exponent");
    };
  }

  private int power(Expression.Power power) {
    int base = emit(power.base(), Unit.ONE);
    OptionalInt exponent = WholeLiteral.of(power.exponent());
    Unit unit = exponent.isPresent() ? graph.unit(base).power(exponent.getAsInt()) : Unit.ONE;
    if (exponent.isPresent() && Math.abs(exponent.getAsInt()) <= Node.Power.MAX_EXPONENT) {
      return graph.number(new Node.Power(base, exponent.getAsInt()), unit, origin);
    }
    int right = emit(power.exponent(), Unit.ONE);
    return graph.number(new Node.Binary(BinaryOperation.POWER, base, right), unit, origin);
  }

  private int call(Expression.Call call, Unit neighbour) {
    return call.function() == Function.PERIOD_INDEX
        ? graph.number(new Node.PeriodIndex(), Unit.ONE, origin)
        : call(call, call.arguments().getFirst(), neighbour);
  }

  private int call(Expression.Call call, Expression first, Unit neighbour) {
    return switch (call.function()) {
      case IF -> select(call.arguments(), neighbour);
      case MIN -> fold(BinaryOperation.MINIMUM, call, neighbour);
      case MAX -> fold(BinaryOperation.MAXIMUM, call, neighbour);
      case CLAMP -> clamp(call, neighbour);
      case ABS -> unary(UnaryOperation.ABS, emit(first, neighbour));
      case SQRT -> unary(UnaryOperation.SQRT, emit(first, Unit.ONE));
      case EXP -> unary(UnaryOperation.EXP, emit(first, Unit.ONE));
      case LN -> unary(UnaryOperation.LN, emit(first, Unit.ONE));
      case FLOOR -> unary(UnaryOperation.FLOOR, emit(first, Unit.ONE));
      case CEIL -> unary(UnaryOperation.CEIL, emit(first, Unit.ONE));
      case ROUND -> unary(UnaryOperation.ROUND, emit(first, Unit.ONE));
      case IS_FINITE -> unary(UnaryOperation.IS_FINITE, emit(first, Unit.ONE));
      case LAG, PREV -> lag(LagCall.of(call), unit(call, neighbour));
      case CUMULATIVE -> cumulative(emit(first, neighbour));
      case TRAILING_SUM -> trailingSum(call.arguments(), unit(call, neighbour));
      case FIRST -> aggregate(Aggregation.FIRST, emit(first, neighbour));
      case LAST -> aggregate(Aggregation.LAST, emit(first, neighbour));
      case TOTAL -> aggregate(Aggregation.TOTAL, emit(first, neighbour));
      case MEAN -> aggregate(Aggregation.MEAN, emit(first, neighbour));
      case IRR -> aggregate(Aggregation.IRR, emit(first, Unit.ONE));
      case NPV -> presentValue(emit(first, Unit.ONE), emit(call.arguments().getLast(), neighbour));
      case POW, PERIOD_INDEX -> throw new IllegalArgumentException(call.function() + " is no call here");
    };
  }

  /** With all first values, what it reads is added when all metrics are known: it may depend on this very formula. */
  private int lag(LagCall lag, Unit unit) {
    int source = lag.isComplete() ? later.applyAsInt(lag.source(), unit) : emit(lag.source(), unit);
    List<Integer> firsts = lag.firsts().stream().map(first -> emit(first, unit)).toList();
    return graph.number(new Node.Lag(source, lag.periods(), firsts), unit, origin);
  }

  private int cumulative(int operand) {
    return graph.number(new Node.Cumulative(operand), graph.unit(operand), origin);
  }

  private int aggregate(Aggregation operation, int operand) {
    Unit unit = operation == Aggregation.IRR ? Unit.ONE : graph.unit(operand);
    return graph.number(new Node.Aggregate(operation, operand), unit, origin);
  }

  private int presentValue(int rate, int operand) {
    return graph.number(new Node.PresentValue(rate, operand), graph.unit(operand), origin);
  }

  private int trailingSum(List<Expression> arguments, Unit unit) {
    int operand = emit(arguments.get(0), unit);
    int window = emit(arguments.get(1), Unit.ONE);
    OptionalInt before = arguments.size() == 3 ? OptionalInt.of(emit(arguments.get(2), unit))
        : OptionalInt.empty();
    return graph.number(new Node.TrailingSum(operand, window, before), unit, origin);
  }

  private int unary(UnaryOperation operation, int operand) {
    Node node = new Node.Unary(operation, operand);
    return switch (operation) {
      case NEGATE, ABS, EXP, LN, FLOOR, CEIL, ROUND -> graph.number(node, graph.unit(operand), origin);
      case SQRT -> graph.number(node, graph.unit(operand).squareRoot().orElseThrow(), origin);
      case IS_FINITE, NOT -> graph.truth(node, origin);
    };
  }

  private int fold(BinaryOperation operation, Expression.Call call, Unit neighbour) {
    Unit unit = unit(call, neighbour);
    int value = emit(call.arguments().getFirst(), unit);
    for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
      value = binary(operation, value, emit(argument, unit));
    }
    return value;
  }

  private int clamp(Expression.Call call, Unit neighbour) {
    Unit unit = unit(call, neighbour);
    int raised = binary(BinaryOperation.MAXIMUM, emit(call.arguments().get(0), unit),
        emit(call.arguments().get(1), unit));
    return binary(BinaryOperation.MINIMUM, raised, emit(call.arguments().get(2), unit));
  }

  private int select(List<Expression> arguments, Unit neighbour) {
    Unit unit = common(arguments.subList(1, arguments.size()), neighbour);
    int condition = emit(arguments.get(0), Unit.ONE);
    int whenTrue = emit(arguments.get(1), unit);
    int whenFalse = emit(arguments.get(2), unit);
    Node node = new Node.Select(condition, whenTrue, whenFalse);
    return graph.isTruth(whenTrue) ? graph.truth(node, origin)
        : graph.number(node, graph.unit(whenTrue), origin);
  }
}
