package io.margrid.core.grid;

/**
 * {@code start * (stop / start)^(i / (count - 1))} by {@link StrictMath#pow}, both ends exact. The caller has checked
 * that both ends are finite and of one sign, that {@code stop / start} is finite and not zero, and that one point
 * means {@code start == stop}.
 *
 * @param count 1 to 2^53
 */
public record LogarithmicPoints(double start, double stop, long count) implements Points {
  @Override
  public double at(long index) {
    if (index == count - 1) {
      return stop;
    }
    return index == 0 ? start : start * StrictMath.pow(stop / start, (double) index / (count - 1));
  }

  @Override
  public void fill(long first, double[] out, int offset, int n) {
    for (int i = 0; i < n; i++) {
      out[offset + i] = at(first + i);
    }
  }
}
