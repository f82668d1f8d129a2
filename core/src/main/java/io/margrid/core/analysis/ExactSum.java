package io.margrid.core.analysis;

/**
 * A sum of doubles with twice their digits: each addition's rounding error is kept (Knuth, The Art of Computer
 * Programming 2, 4.2.2, theorem B). Mutable.
 */
final class ExactSum {
  private double high;
  private double low;

  void add(double value) {
    double sum = high + value;
    low += error(high, value, sum);
    high = sum;
  }

  /** Adds {@code a - b}; of equal values exactly nothing. */
  void addDifference(double a, double b) {
    double difference = a - b;
    add(difference);
    low += error(a, -b, difference);
  }

  private static double error(double a, double b, double sum) {
    double part = sum - a;
    return (a - (sum - part)) + (b - part);
  }

  /** Adds the quotient of another sum. */
  void addQuotient(ExactSum sum, double divisor) {
    double quotient = sum.high / divisor;
    add(quotient);
    low += sum.rest(quotient, divisor) / divisor;
  }

  /** The sum over a divisor, rounded once but for terms of the lower half. */
  double over(double divisor) {
    double quotient = high / divisor;
    return quotient + rest(quotient, divisor) / divisor;
  }

  private double rest(double quotient, double divisor) {
    return Math.fma(-quotient, divisor, high) + low;
  }
}
