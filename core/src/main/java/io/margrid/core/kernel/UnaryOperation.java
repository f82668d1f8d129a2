package io.margrid.core.kernel;

/** Operations on one value. Truth is 1.0, falsehood 0.0. */
public enum UnaryOperation {
  NEGATE, ABS, SQRT, EXP, LN, FLOOR, CEIL, ROUND, IS_FINITE, NOT;

  /** The meaning, by IEEE 754 and {@link StrictMath}; ROUND rounds ties to even. */
  public double apply(double x) {
    return switch (this) {
      case NEGATE -> -x;
      case ABS -> Math.abs(x);
      case SQRT -> Math.sqrt(x);
      case EXP -> StrictMath.exp(x);
      case LN -> StrictMath.log(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case IS_FINITE -> Math.abs(x) <= Double.MAX_VALUE ? 1.0 : 0.0;
      case NOT -> 1.0 - x;
    };
  }
}
