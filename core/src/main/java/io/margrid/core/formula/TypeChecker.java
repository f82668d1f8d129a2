package io.margrid.core.formula;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Fault.Position;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Type.Quantity;
import io.margrid.core.formula.Type.Special;
import io.margrid.core.kernel.UnaryOperation;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds the type of every sub-expression of one formula. A sub-expression with a fault is of unknown type, and what is
 * unknown causes no further fault.
 */
final class TypeChecker {
  private static final String NUMBER_RULE = "a number; truth values go only into if, and, or, not";
  private static final String TRUTH_RULE = "a truth value, such as a comparison";

  private final String text;
  private final FieldPath path;
  private final Scope scope;
  private final Faults faults;
  private final Types types = new Types();

  TypeChecker(String text, FieldPath path, Scope scope, Faults faults) {
    this.text = text;
    this.path = path;
    this.scope = scope;
    this.faults = faults;
  }

  /** Of every expression given to {@link #check}. */
  Types types() {
    return types;
  }

  Type check(Expression expression) {
    Type type = switch (expression) {
      case Expression.Literal literal -> literal(literal);
      case Expression.Name name -> scope.unit(name.name()).<Type>map(Quantity::new).orElse(Special.UNKNOWN);
      case Expression.Prefix prefix ->
        prefix.operation() == UnaryOperation.NOT ? truth(prefix.operand()) : number(prefix.operand());
      case Expression.Chain chain -> chain(chain);
      case Expression.Comparison comparison -> comparison(comparison);
      case Expression.Power power -> power(power);
      case Expression.Call call -> call(call);
    };
    types.put(expression, type);
    return type;
  }

  private static Type literal(Expression.Literal literal) {
    if (literal.adapts()) {
      return Special.ADAPTABLE;
    }
    return literal.unit() == null ? Quantity.PURE : new Quantity(literal.unit());
  }

  private Type chain(Expression.Chain chain) {
    return switch (chain.level()) {
      case OR, AND -> logic(chain);
      case SUM -> sum(chain);
      case PRODUCT -> product(chain);
      case NOT, COMPARISON, UNARY, POWER, ATOM ->
        throw new IllegalArgumentException(chain.level() + " has no chains");
    };
  }

  private Type logic(Expression.Chain chain) {
    truth(chain.first());
    chain.links().forEach(link -> truth(link.operand()));
    return Special.TRUTH;
  }

  private Type sum(Expression.Chain chain) {
    Equality equality = new Equality(chain.first());
    for (Expression.Link link : chain.links()) {
      equality.and(link.operand(), link.operator(), link.position());
    }
    return equality.type();
  }

  private Type product(Expression.Chain chain) {
    Type product = number(chain.first());
    if (product == Special.ADAPTABLE) {
      product = Quantity.PURE;
    }
    for (Expression.Link link : chain.links()) {
      product = product(product, link, number(link.operand()));
    }
    return product;
  }

  private Type product(Type left, Expression.Link link, Type right) {
    if (right == Special.ADAPTABLE) {
      return left;
    }
    if (!(left instanceof Quantity(Unit first)) || !(right instanceof Quantity(Unit second))) {
      return Special.UNKNOWN;
    }
    try {
      return new Quantity(link.operator() == Operator.TIMES ? first.times(second) : first.over(second));
    } catch (ArithmeticException beyondRange) {
      return fault(link.position(), shown(link.operand(), right), Unit.RANGE_RULE);
    }
  }

  private Type comparison(Expression.Comparison comparison) {
    new Equality(comparison.left()).and(comparison.right(), comparison.operator(), comparison.position());
    return Special.TRUTH;
  }

  private Type power(Expression.Power power) {
    Type base = number(power.base());
    pure(power.exponent(), "a pure exponent");
    if (!(base instanceof Quantity(Unit unit)) || unit.equals(Unit.ONE)) {
      return base == Special.UNKNOWN ? base : Quantity.PURE;
    }
    OptionalInt exponent = WholeLiteral.of(power.exponent());
    if (exponent.isEmpty()) {
      return fault(power.exponent().span().position(),
          shown(power.base(), base) + "^" + shown(power.exponent()),
          "a whole literal exponent where the base has a unit");
    }
    try {
      return new Quantity(unit.power(exponent.getAsInt()));
    } catch (ArithmeticException beyondRange) {
      return fault(power.exponent().span().position(), shown(power), Unit.RANGE_RULE);
    }
  }

  private Type call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case IF -> select(call);
      case MIN, MAX, CLAMP -> equal(call, arguments);
      case ABS -> number(arguments.getFirst());
      case SQRT -> squareRoot(call, number(arguments.getFirst()));
      case EXP, LN, FLOOR, CEIL, ROUND -> {
        pure(arguments.getFirst(), "a pure number in " + call.function().text());
        yield Quantity.PURE;
      }
      case IS_FINITE -> {
        number(arguments.getFirst());
        yield Special.TRUTH;
      }
      case POW -> throw new IllegalArgumentException("pow is a Power");
    };
  }

  private Type select(Expression.Call call) {
    truth(call.arguments().getFirst());
    List<Expression> branches = call.arguments().subList(1, call.arguments().size());
    boolean truths = branches.stream().map(this::check).allMatch(type -> type == Special.TRUTH);
    return truths ? Special.TRUTH : equal(call, branches);
  }

  private Type equal(Expression.Call call, List<Expression> operands) {
    Equality equality = new Equality(operands.getFirst());
    for (Expression operand : operands.subList(1, operands.size())) {
      equality.and(operand, call.function());
    }
    return equality.type();
  }

  private Type squareRoot(Expression.Call call, Type operand) {
    if (!(operand instanceof Quantity(Unit unit))) {
      return operand == Special.UNKNOWN ? operand : Quantity.PURE;
    }
    return unit.squareRoot().<Type>map(Quantity::new)
        .orElseGet(
            () -> fault(call.span().position(), "sqrt of " + shown(call.arguments().getFirst(), operand),
                "a unit whose powers are even"));
  }

  private void pure(Expression expression, String rule) {
    Type type = number(expression);
    if (type instanceof Quantity(Unit unit) && !unit.equals(Unit.ONE)) {
      fault(expression.span().position(), shown(expression, type), rule);
    }
  }

  private Type truth(Expression expression) {
    Type type = check(expression);
    if (type != Special.TRUTH && type != Special.UNKNOWN) {
      fault(expression.span().position(), shown(expression, type), TRUTH_RULE);
    }
    return Special.TRUTH;
  }

  private Type number(Expression expression) {
    Type type = types.find(expression).orElseGet(() -> check(expression));
    return type == Special.TRUTH ? fault(expression.span().position(), shown(expression), NUMBER_RULE) : type;
  }

  String shown(Expression expression) {
    return expression.span().excerpt(text);
  }

  String shown(Expression expression, Type type) {
    boolean statesUnit = expression instanceof Expression.Literal literal && literal.unit() != null;
    return type instanceof Quantity(Unit unit) && !statesUnit
        ? shown(expression) + " [" + unit + "]"
        : shown(expression);
  }

  Type fault(Position position, String value, String rule) {
    faults.add(new Fault(path, Reason.FORMULA_UNITS, value, rule, position));
    return Special.UNKNOWN;
  }

  /** Operands that must have the same unit. Only the first that differs is reported. */
  private final class Equality {
    /** The first operand with a unit; until there is one, the first operand. */
    private Expression reference;
    private Type type;
    private boolean broken;

    private Equality(Expression first) {
      reference = first;
      type = number(first);
    }

    /** The operand to the right of an operator. */
    private void and(Expression operand, Operator operator, Position position) {
      Type next = number(operand);
      if (differs(next)) {
        String value = shown(reference, type) + " " + operator.text() + " " + shown(operand, next);
        fault(position, value, "equal units on both sides of " + operator.text() + hint(operand, next));
      }
      take(operand, next);
    }

    /** A further argument of a function. */
    private void and(Expression operand, Function function) {
      Type next = number(operand);
      if (differs(next)) {
        String value = shown(reference, type) + ", " + shown(operand, next);
        fault(operand.span().position(), value, "equal units in " + function.text() + hint(operand, next));
      }
      take(operand, next);
    }

    private boolean differs(Type next) {
      return !broken && type instanceof Quantity && next instanceof Quantity && !type.equals(next);
    }

    private void take(Expression operand, Type next) {
      broken |= differs(next);
      if (!(type instanceof Quantity) && next != Special.ADAPTABLE) {
        reference = operand;
        type = next;
      }
    }

    /** Reminds of the unit that a literal may state. */
    private String hint(Expression operand, Type next) {
      boolean literalFirst = reference instanceof Expression.Literal literal && literal.unit() == null;
      boolean literalNext = operand instanceof Expression.Literal literal && literal.unit() == null;
      if (!literalFirst && !literalNext) {
        return "";
      }
      Expression literal = literalFirst ? reference : operand;
      Type other = literalFirst ? next : type;
      return other instanceof Quantity(Unit unit)
          ? "; a number states its unit: " + shown(literal) + " [" + unit + "]"
          : "";
    }

    private Type type() {
      return broken ? Special.UNKNOWN : type;
    }
  }
}
