package io.margrid.core.formula;

import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.UnaryOperation;

/**
 * One step of a calculation. Operands are ids of nodes in the same {@link Graph}. Truth is 1.0, falsehood 0.0.
 */
public sealed interface Node {
  /** Ids of the nodes that this one reads, in order. A new array. */
  default int[] operands() {
    return new int[0];
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
}
