package io.margrid.core.plan;

import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.GridShape;
import io.margrid.core.grid.ListedPoints;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that axes move: its final values, by period and cell of the axes. Every period is moved by one axis at
 * most. −0.0 is taken as 0.0. Immutable once planned.
 */
public final class ParameterInput {
  /** What moves one period. */
  private record Source(int axis, Movement movement) {}

  private final double[] base;
  private final @Nullable Source[] sources;

  /**
   * A parameter that nothing moves yet.
   *
   * @param base the scenario's values, by period
   */
  ParameterInput(double[] base) {
    this.base = base.clone();
    this.sources = new Source[base.length];
  }

  void move(int axis, Movement movement) {
    for (int period = 0; period < sources.length; period++) {
      if (movement.moves(period)) {
        sources[period] = new Source(axis, movement);
      }
    }
  }

  /** A bit for each axis that moves the parameter in some period. */
  int axes() {
    int axes = 0;
    for (Source source : sources) {
      axes |= source == null ? 0 : 1 << source.axis();
    }
    return axes;
  }

  /** Whether the values may differ between periods. */
  boolean varies() {
    Source first = sources[0];
    boolean sameSource = Arrays.stream(sources).allMatch(source -> Objects.equals(source, first));
    boolean sameBase = Arrays.stream(base).allMatch(value -> value == base[0]);
    boolean replaced = first != null && first.movement().mode() == AxisMode.VALUE;
    return !(sameSource && (sameBase || replaced));
  }

  /** The value in one period and one prefix of the first {@code level} axes, which include all that move it. */
  public double at(GridShape shape, int level, long prefix, int period) {
    Source source = sources[period];
    if (source == null) {
      return base[period];
    }
    long index = prefix / (shape.stride(source.axis() + 1) / shape.stride(level))
        % shape.count(source.axis());
    return value(source.movement(), base[period], index);
  }

  /** Puts the values in one period for the prefixes {@code first … first + n - 1} into {@code out[0 …]}. */
  public void fill(GridShape shape, int level, long first, int period, double[] out, int n) {
    Source source = sources[period];
    if (source == null) {
      Arrays.fill(out, 0, n, base[period]);
    } else if (source.axis() == level - 1) {
      fillAlong(source.movement(), base[period], first % shape.count(source.axis()), out, n);
    } else {
      for (int lane = 0; lane < n; lane++) {
        out[lane] = at(shape, level, first + lane, period);
      }
    }
  }

  private static void fillAlong(Movement movement, double base, long firstIndex, double[] out, int lanes) {
    long index = firstIndex;
    for (int lane = 0; lane < lanes;) {
      int n = (int) Math.min(lanes - lane, movement.points().count() - index);
      movement.points().fill(index, out, lane, n);
      lane += n;
      index = 0;
    }
    switch (movement.mode()) {
      case VALUE -> {
        for (int i = 0; i < lanes; i++) {
          out[i] = out[i] + 0.0;
        }
      }
      case ADDITION -> {
        for (int i = 0; i < lanes; i++) {
          out[i] = base + out[i] + 0.0;
        }
      }
      case FACTOR -> {
        for (int i = 0; i < lanes; i++) {
          out[i] = base * out[i] + 0.0;
        }
      }
    }
  }

  private static double value(Movement movement, double base, long index) {
    return movement.mode().apply(base, movement.points().at(index)) + 0.0;
  }

  /**
   * The values among which the least and the greatest of a movement are: at all points of a list; of a computed
   * sequence, which is monotone but for its exact last point, at the first and the last two.
   */
  static double[] extremes(Movement movement, double base) {
    long count = movement.points().count();
    LongStream indices = movement.points() instanceof ListedPoints
        ? LongStream.range(0, count)
        : LongStream.of(0, Math.min(1, count - 1), Math.max(0, count - 2), count - 1);
    return indices.mapToDouble(index -> value(movement, base, index)).toArray();
  }
}
