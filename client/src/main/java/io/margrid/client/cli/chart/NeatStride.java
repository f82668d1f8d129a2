package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TableView;

/** Every how many points of an axis a label stands: 1, 2, 5, 10, 20, 50 …, so that labels are round if points are. */
final class NeatStride {
  private static final int PLACES_PER_CHARACTER = 8;
  private static final int PLACES_BETWEEN = 16;
  private static final int PLACES_PER_LINE = 22;

  private NeatStride() {}

  /** For the second axis, whose labels stand side by side on {@code places}. */
  static long across(GridShape shape, Hints hints, int places) {
    int longest = 0;
    for (long point = 0; point < shape.count(1); point++) {
      longest = Math.max(longest, TableView.label(shape, hints, 1, point).length());
    }
    return stride(shape.count(1), places / (longest * PLACES_PER_CHARACTER + PLACES_BETWEEN));
  }

  /** For the first axis, whose labels stand one above the other on {@code places}. */
  static long downwards(GridShape shape, int places) {
    return stride(shape.count(0), places / PLACES_PER_LINE);
  }

  private static long stride(long points, int mostLabels) {
    long wanted = (points + Math.max(1, mostLabels) - 1) / Math.max(1, mostLabels);
    long power = 1;
    while (power * 10 <= wanted) {
      power *= 10;
    }
    return wanted <= power ? power
        : wanted <= 2 * power ? 2 * power : wanted <= 5 * power ? 5 * power : 10 * power;
  }
}
