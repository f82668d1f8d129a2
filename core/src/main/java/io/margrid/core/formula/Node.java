package io.margrid.core.formula;

import io.margrid.core.kernel.Aggregation;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * One step of a calculation. Operands are ids of nodes in the same {@link Graph}. Truth is 1.0, falsehood 0.0. A node
 * has a value in every period of the model, numbered from zero; a scalar model has one period.
 */
public sealed interface Node {
  /** Ids of the nodes that this one reads, in order, but for the source of a lag. A new array. */
  default int[] operands() {
    return new int[0];
  }

  /** As {@link #operands}, with the source of a lag, whose id may be greater than this node's. A new array. */
  default int[] allOperands() {
    return operands();
  }

  /** A number written in a formula. Equal by bits; there is one NaN. */
  record Literal(double value) implements Node {}

  /** The constant of that index in the model. */
  record Constant(int constant) implements Node {}

  /** The parameter of that index in the model. */
  record Parameter(int parameter) implements Node {}

  /** One operation on one value. */
  record Unary(UnaryOperation operation, int operand) implements Node {
    @Override
    public int[] operands() {
      return new int[]{operand};
    }
  }

  /** One operation on two values. */
  record Binary(BinaryOperation operation, int left, int right) implements Node {
    @Override
    public int[] operands() {
      return new int[]{left, right};
    }
  }

  /**
   * A whole power: 1 for exponent 0, else the operand multiplied from the left with itself, and the reciprocal of that
   * if the exponent is negative.
   *
   * @param exponent between -{@value #MAX_EXPONENT} and {@value #MAX_EXPONENT}
   */
  record Power(int operand, int exponent) implements Node {
    /** Whole powers beyond it are {@link BinaryOperation#POWER}. */
    public static final int MAX_EXPONENT = 16;

    public Power {
      if (Math.abs(exponent) > MAX_EXPONENT) {
        throw new IllegalArgumentException(
            "exponent: " + exponent + " (expected: at most " + MAX_EXPONENT + " in size)");
      }
    }

    @Override
    public int[] operands() {
      return new int[]{operand};
    }

    /** The meaning. */
    public static double apply(double x, int exponent) {
      double product = exponent == 0 ? 1.0 : x;
      for (int i = 1; i < Math.abs(exponent); i++) {
        product *= x;
      }
      return exponent < 0 ? 1.0 / product : product;
    }
  }

  /** {@code whenTrue} where the condition is truth, {@code whenFalse} elsewhere; both are computed. */
  record Select(int condition, int whenTrue, int whenFalse) implements Node {
    @Override
    public int[] operands() {
      return new int[]{condition, whenTrue, whenFalse};
    }
  }

  /** The number of the period: 0, 1, 2 … */
  record PeriodIndex() implements Node {}

  /**
   * The source's value of {@code periods} periods ago. For period t before that it is {@code firsts.get(t)} in period t,
   * or NaN without firsts.
   *
   * @param source  any node, also one with a greater id: it is read in an earlier period, so it is no operand
   * @param periods at least 1
   * @param firsts  none, or one for each of the first {@code periods} periods
   */
  record Lag(int source, int periods, List<Integer> firsts) implements Node {
    public Lag {
      firsts = List.copyOf(firsts);
      if (periods < 1 || (!firsts.isEmpty() && firsts.size() != periods)) {
        throw new IllegalArgumentException(
            "periods: " + periods + " with " + firsts.size()
                + " firsts (expected: at least 1; none or as many firsts)");
      }
    }

    @Override
    public int[] operands() {
      return firsts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int[] allOperands() {
      int[] all = Arrays.copyOf(operands(), firsts.size() + 1);
      all[firsts.size()] = source;
      return all;
    }
  }

  /** The sum of the operand's values up to this period, added from the left. */
  record Cumulative(int operand) implements Node {
    @Override
    public int[] operands() {
      return new int[]{operand};
    }
  }

  /** One number of the operand's values in all periods; the same in every period. */
  record Aggregate(Aggregation operation, int operand) implements Node {
    @Override
    public int[] operands() {
      return new int[]{operand};
    }
  }

  /**
   * The present value of the operand's values in all periods, the first one period out; the same in every period. With
   * d = 1 at the start, for each period t in order: d = d * (1 + rate(t)), and operand(t) / d is added, starting at 0.
   */
  record PresentValue(int rate, int operand) implements Node {
    @Override
    public int[] operands() {
      return new int[]{rate, operand};
    }
  }

  /**
   * The operand's values in a trailing window: with w whole periods and a rest, the newest w values from the newest back,
   * starting at 0, plus the rest (if it is above 0) times the next older one. Values before the start are
   * {@code before} in this period, or NaN without it. NaN if the window is not the same in all periods, or not from 0 to
   * {@value #MAX_WINDOW}.
   */
  record TrailingSum(int operand, int window, OptionalInt before) implements Node {
    /** Longest window, in periods. */
    public static final int MAX_WINDOW = 1_200;

    @Override
    public int[] operands() {
      return before.isPresent() ? new int[]{operand, window, before.getAsInt()} : new int[]{operand, window};
    }
  }
}
