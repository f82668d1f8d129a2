package io.margrid.core.formula;

import io.margrid.core.fault.Fault.Position;
import io.margrid.core.kernel.UnaryOperation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the syntax tree. Brackets leave no trace but the shape; {@code (a + b) + c} is {@code a + b + c}. No tree
 * is deeper than a small multiple of the depth that the parser allows, so walks may recurse.
 */
sealed interface Expression {
  /** Where it stands. */
  Span span();

  /** How tightly it holds together. */
  Level level();

  /** The expressions directly in this one, in the order written. */
  List<Expression> children();

  /**
   * A number.
   *
   * @param value not negative; may be NaN
   * @param unit  as stated; null if not stated, and if stated as 1 where that says nothing new
   */
  record Literal(Span span, double value, @Nullable Unit unit) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    /** Whether it takes the unit of its neighbour: 0 and nan, without a unit of their own. */
    boolean adapts() {
      return unit == null && (value == 0 || Double.isNaN(value));
    }

    @Override
    public Level level() {
      return Level.ATOM;
    }
  }

  /** A parameter, constant or metric. */
  record Name(Span span, String name) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }

    @Override
    public Level level() {
      return Level.ATOM;
    }
  }

  /** Minus or not. */
  record Prefix(Span span, UnaryOperation operation, Expression operand) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public Level level() {
      return operation == UnaryOperation.NOT ? Level.NOT : Level.UNARY;
    }
  }

  /** Operators of one level, applied from the left: a sum, a product, or what {@code and} or {@code or} join. */
  record Chain(Span span, Level level, Expression first, List<Link> links) implements Expression {
    @Override
    public List<Expression> children() {
      return Stream.concat(Stream.of(first), links.stream().map(Link::operand)).toList();
    }
  }

  /** An operator of a chain and what stands to its right. */
  record Link(Operator operator, Position position, Expression operand) {}

  /** A comparison; the position is that of the operator. */
  record Comparison(Span span, Operator operator, Position position, Expression left, Expression right)
      implements
        Expression {
    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }

    @Override
    public Level level() {
      return Level.COMPARISON;
    }
  }

  /** {@code base^exponent} or {@code pow(base, exponent)}. */
  record Power(Span span, Expression base, Expression exponent) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(base, exponent);
    }

    @Override
    public Level level() {
      return Level.POWER;
    }
  }

  /** A function with as many arguments as it takes. Never {@link Function#POW}. */
  record Call(Span span, Function function, List<Expression> arguments) implements Expression {
    @Override
    public List<Expression> children() {
      return arguments;
    }

    @Override
    public Level level() {
      return Level.ATOM;
    }
  }
}
