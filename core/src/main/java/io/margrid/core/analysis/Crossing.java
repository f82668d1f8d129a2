package io.margrid.core.analysis;

import java.util.OptionalDouble;

/**
 * An interval at whose ends a residual has different signs, narrowed until the ends are neighbouring doubles. Positions
 * between the ends are counted in doubles: equal steps of the count reach any scale within 64 halvings, where equal steps
 * of the value would need a thousand around zero. Mutable, confined to a {@link Refinement}.
 */
final class Crossing {
  /** Of an interval cut once: 3 bits are gained by {@value #CUTS} values at a time. */
  static final int CUTS = 7;

  /** Beyond this, relative to the ends that the interval had, the residual grows towards a pole. */
  private static final double POLE = 0x1p20;

  private final long lane;
  private final double scale;
  private long lower;
  private long upper;
  private double atLower;
  private double atUpper;

  /**
   * An interval with ends of different signs, or one that begins at a root.
   *
   * @param lane    of the residual
   * @param lower   below or equal to upper
   * @param atLower residual at lower, not NaN
   * @param atUpper residual at upper, not NaN
   */
  Crossing(long lane, double lower, double upper, double atLower, double atUpper) {
    this.lane = lane;
    this.lower = position(lower);
    this.upper = position(upper);
    this.atLower = atLower;
    this.atUpper = atUpper;
    this.scale = scale(Math.abs(atLower), Math.abs(atUpper));
  }

  private static double scale(double a, double b) {
    double finite = Math.max(Double.isFinite(a) ? a : 0, Double.isFinite(b) ? b : 0);
    return finite == 0 ? Double.POSITIVE_INFINITY : finite;
  }

  /** Whether the residual crosses zero between two values, neither of which is zero or NaN. */
  static boolean crosses(double a, double b) {
    return (a < 0 && b > 0) || (a > 0 && b < 0);
  }

  long lane() {
    return lane;
  }

  /** Doubles ascend with their positions, −0.0 and 0.0 at the same one. */
  private static long position(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits >= 0 ? bits : Long.MIN_VALUE - bits;
  }

  private static double value(long position) {
    return Double.longBitsToDouble(position >= 0 ? position : Long.MIN_VALUE - position);
  }

  /** Points at which the interval is to be cut, ascending; 0 if its ends are neighbours or it is done. */
  int cuts() {
    long gap = upper - lower;
    return Long.compareUnsigned(gap, CUTS) > 0 ? CUTS : Math.max(0, (int) gap - 1);
  }

  private long cut(int i) {
    long step = Math.max(1, Long.divideUnsigned(upper - lower, CUTS + 1));
    return lower + (i + 1) * step;
  }

  void points(double[] out, int offset) {
    for (int i = 0; i < cuts(); i++) {
      out[offset + i] = value(cut(i));
    }
  }

  /** Goes on with the first part at whose ends the signs differ; with none if numbers that are not finite part them. */
  void narrow(double[] residuals, int offset) {
    int cuts = cuts();
    long before = lower;
    double atBefore = atLower;
    for (int i = 0; i <= cuts; i++) {
      long here = i == cuts ? upper : cut(i);
      double atHere = i == cuts ? atUpper : residuals[offset + i];
      if (atHere == 0) {
        set(here, here, 0, 0);
        return;
      }
      if (crosses(atBefore, atHere)) {
        set(before, here, atBefore, atHere);
        return;
      }
      before = here;
      atBefore = atHere;
    }
    set(lower, lower, Double.NaN, Double.NaN);
  }

  private void set(long newLower, long newUpper, double newAtLower, double newAtUpper) {
    lower = newLower;
    upper = newUpper;
    atLower = newAtLower;
    atUpper = newAtUpper;
  }

  /** The lower of the neighbours, once narrowed. */
  double lower() {
    return value(lower);
  }

  /** The upper of the neighbours, once narrowed. */
  double upper() {
    return value(upper);
  }

  /**
   * Of the two neighbours the one whose residual is nearer to zero, once narrowed. None at a pole, where the sign changes
   * while the residual grows beyond all bounds, or where it is not a number.
   */
  OptionalDouble root() {
    double below = Math.abs(atLower);
    double above = Math.abs(atUpper);
    double nearest = Math.min(below, above);
    if (!(nearest <= POLE * scale) || nearest == Double.POSITIVE_INFINITY) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(value(below <= above ? lower : upper));
  }
}
