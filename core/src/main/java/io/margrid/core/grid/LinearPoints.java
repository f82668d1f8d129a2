package io.margrid.core.grid;

/**
 * {@code start + i * ((stop - start) / (count - 1))} without fused multiply-add, the last one exactly {@code stop}.
 * The caller has checked that {@code stop - start} is finite, and that one point means {@code start == stop}.
 *
 * @param count 1 to 2^53
 */
public record LinearPoints(double start, double stop, long count) implements Points {
  @Override
  public double at(long index) {
    return index == count - 1 ? stop : start + index * step();
  }

  @Override
  public void fill(long first, double[] out, int offset, int n) {
    double step = step();
    double index = first;
    for (int i = 0; i < n; i++) {
      out[offset + i] = start + (index + i) * step;
    }
    if (first + n == count) {
      out[offset + n - 1] = stop;
    }
  }

  private double step() {
    return (stop - start) / (count - 1);
  }
}
