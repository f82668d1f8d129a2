package io.margrid.core.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Points as given. Immutable: the array is copied on the way in. */
public final class ListedPoints implements Points {
  private final double[] values;

  /** At least one value. */
  public ListedPoints(double[] values) {
    this.values = values.clone();
  }

  @Override
  public long count() {
    return values.length;
  }

  @Override
  public double at(long index) {
    return values[(int) index];
  }

  @Override
  public void fill(long first, double[] out, int offset, int n) {
    System.arraycopy(values, (int) first, out, offset, n);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ListedPoints points && Arrays.equals(values, points.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
