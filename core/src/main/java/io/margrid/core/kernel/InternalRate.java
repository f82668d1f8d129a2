package io.margrid.core.kernel;

import java.util.Arrays;

/**
 * The internal rate of return of a series of flows: the rate at which their present values add up to zero. The same
 * flows give the same bits on every machine.
 */
public final class InternalRate {
  /** Flows beyond it are scaled down, so that no sum of them overflows for a discount factor up to 1. */
  private static final double LARGE = 0x1p990;
  private static final double SCALE = 0x1p-32;

  private InternalRate() {}

  /**
   * The rate per period. With the discount factor v = 1 / (1 + rate) it is a root of flows[0] + flows[1] v +
   * flows[2] v² + …, evaluated from the last flow by Horner's rule. Where the signs change once there is exactly one
   * v &gt; 0 (Descartes): it is bracketed by doubling or halving 1, and bisected down to two adjacent doubles, of which
   * the one with the smaller sum is taken, the lesser one if these are equal.
   *
   * @param flows one for each period, oldest first
   * @return greater than or equal to -1; NaN unless all flows are finite and the sign of those that are not zero changes
   *     exactly once
   */
  public static double of(double[] flows) {
    if (signChanges(flows) != 1) {
      return Double.NaN;
    }
    int start = 0;
    while (flows[start] == 0) {
      start++;
    }
    int end = flows.length;
    while (flows[end - 1] == 0) {
      end--;
    }
    double[] trimmed = Arrays.copyOfRange(flows, start, end);
    boolean large = Arrays.stream(trimmed).anyMatch(flow -> Math.abs(flow) > LARGE);
    double[] scaled = large ? Arrays.stream(trimmed).map(flow -> flow * SCALE).toArray() : trimmed;
    return 1 / root(scaled, trimmed[0] > 0) - 1;
  }

  /** Zeros have no sign; -1 if a flow is not finite. */
  private static int signChanges(double[] flows) {
    int changes = 0;
    double last = 0;
    for (double flow : flows) {
      if (!Double.isFinite(flow)) {
        return -1;
      }
      if (flow != 0) {
        changes += last != 0 && flow > 0 != last > 0 ? 1 : 0;
        last = flow;
      }
    }
    return changes;
  }

  /**
   * The discount factor, 0 or infinity if it is beyond the range of doubles.
   *
   * @param positiveBelow sign of the first flow, and so of the sum at factors below the root; the last flow has the other
   */
  private static double root(double[] flows, boolean positiveBelow) {
    double below = 1;
    double above = 1;
    while (below > 0 && isAbove(sum(flows, below), positiveBelow)) {
      above = below;
      below /= 2;
    }
    while (above < Double.POSITIVE_INFINITY && isBelow(sum(flows, above), positiveBelow)) {
      below = above;
      above *= 2;
    }
    return bisect(flows, positiveBelow, below, above);
  }

  private static boolean isBelow(double sum, boolean positiveBelow) {
    return positiveBelow ? sum > 0 : sum < 0;
  }

  private static boolean isAbove(double sum, boolean positiveBelow) {
    return positiveBelow ? sum < 0 : sum > 0;
  }

  /** Doubles that are not negative are ordered like their bits. */
  private static double bisect(double[] flows, boolean positiveBelow, double from, double to) {
    long below = Double.doubleToLongBits(from);
    long above = Double.doubleToLongBits(to);
    while (above - below > 1) {
      long middle = below + (above - below) / 2;
      if (isBelow(sum(flows, Double.longBitsToDouble(middle)), positiveBelow)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    double lesser = Double.longBitsToDouble(below);
    double greater = Double.longBitsToDouble(above);
    return Math.abs(sum(flows, greater)) < Math.abs(sum(flows, lesser)) ? greater : lesser;
  }

  private static double sum(double[] flows, double v) {
    double sum = flows[flows.length - 1];
    for (int i = flows.length - 2; i >= 0; i--) {
      sum = sum * v + flows[i];
    }
    return sum;
  }
}
