package io.margrid.core.kernel;

/**
 * Operations on blocks of lanes: {@code out[i] = f(a[i], b[i])} for {@code 0 ≤ i < n}.
 *
 * <p>One counted, branch-free loop per operation, so that the compiler turns each into vector instructions; every
 * result has the bits that {@link UnaryOperation#apply} and {@link BinaryOperation#apply} give, NaN payloads excepted.
 * Blocks may be the same array only where they are the same lanes or do not overlap. Nothing is allocated.
 */
public final class Kernels {
  private Kernels() {}

  /** Applies an operation on one value to {@code n} lanes. */
  public static void unary(UnaryOperation operation, double[] a, double[] out, int n) {
    switch (operation) {
      case NEGATE -> negate(a, out, n);
      case ABS -> abs(a, out, n);
      case SQRT -> sqrt(a, out, n);
      case EXP -> exp(a, out, n);
      case LN -> ln(a, out, n);
      case FLOOR -> floor(a, out, n);
      case CEIL -> ceil(a, out, n);
      case ROUND -> round(a, out, n);
      case IS_FINITE -> isFinite(a, out, n);
      case NOT -> not(a, out, n);
    }
  }

  /** Applies an operation on two values to {@code n} lanes. */
  public static void binary(BinaryOperation operation, double[] a, double[] b, double[] out,
      int n) {
    switch (operation) {
      case ADD -> add(a, b, out, n);
      case SUBTRACT -> subtract(a, b, out, n);
      case MULTIPLY -> multiply(a, b, out, n);
      case DIVIDE -> divide(a, b, out, n);
      case POWER -> power(a, b, out, n);
      case MINIMUM -> minimum(a, b, out, n);
      case MAXIMUM -> maximum(a, b, out, n);
      case LESS -> less(a, b, out, n);
      case LESS_OR_EQUAL -> lessOrEqual(a, b, out, n);
      case GREATER -> less(b, a, out, n);
      case GREATER_OR_EQUAL -> lessOrEqual(b, a, out, n);
      case EQUAL -> equal(a, b, out, n);
      case NOT_EQUAL -> notEqual(a, b, out, n);
      case AND -> multiply(a, b, out, n);
      case OR -> maximum(a, b, out, n);
    }
  }

  /** Whole powers: repeated multiplication from the left, then the reciprocal if the exponent is negative. */
  public static void wholePower(double[] a, int exponent, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = wholePower(a[i], exponent);
    }
  }

  /** The meaning of {@link #wholePower(double[], int, double[], int)} for one value. */
  public static double wholePower(double x, int exponent) {
    double product = 1.0;
    for (int k = Math.abs(exponent); k > 0; k--) {
      product *= x;
    }
    return exponent < 0 ? 1.0 / product : product;
  }

  /** Takes {@code a} where the condition is true (not zero), {@code b} elsewhere; both have been computed. */
  public static void select(double[] condition, double[] a, double[] b, double[] out,
      int n) {
    for (int i = 0; i < n; i++) {
      double whenTrue = a[i];
      double whenFalse = b[i];
      out[i] = condition[i] != 0.0 ? whenTrue : whenFalse;
    }
  }

  private static void negate(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -a[i];
    }
  }

  private static void abs(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(a[i]);
    }
  }

  private static void sqrt(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.sqrt(a[i]);
    }
  }

  private static void exp(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = StrictMath.exp(a[i]);
    }
  }

  private static void ln(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = StrictMath.log(a[i]);
    }
  }

  private static void floor(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.floor(a[i]);
    }
  }

  private static void ceil(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.ceil(a[i]);
    }
  }

  private static void round(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.rint(a[i]);
    }
  }

  private static void isFinite(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.abs(a[i]) <= Double.MAX_VALUE ? 1.0 : 0.0;
    }
  }

  private static void not(double[] a, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = 1.0 - a[i];
    }
  }

  private static void add(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] + b[i];
    }
  }

  private static void subtract(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  private static void multiply(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  private static void divide(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] / b[i];
    }
  }

  private static void power(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = StrictMath.pow(a[i], b[i]);
    }
  }

  private static void minimum(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.min(a[i], b[i]);
    }
  }

  private static void maximum(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(a[i], b[i]);
    }
  }

  private static void less(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] < b[i] ? 1.0 : 0.0;
    }
  }

  private static void lessOrEqual(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] <= b[i] ? 1.0 : 0.0;
    }
  }

  private static void equal(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] == b[i] ? 1.0 : 0.0;
    }
  }

  private static void notEqual(double[] a, double[] b, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] != b[i] ? 1.0 : 0.0;
    }
  }
}
