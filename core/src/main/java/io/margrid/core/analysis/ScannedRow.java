package io.margrid.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The scan of one cell: points in ascending order with the metric there.
 *
 * @param lane   any lane of the row in the grid of the scan
 * @param points at least two
 * @param values one for each point
 */
record ScannedRow(long lane, double[] points, double[] values) {
  /** Where the residual changes its sign between neighbouring points. */
  List<Crossing> crossings(double target) {
    List<Crossing> crossings = new ArrayList<>();
    for (int i = 1; i < values.length; i++) {
      double before = values[i - 1] - target;
      double here = values[i] - target;
      if (Crossing.crosses(before, here)) {
        crossings.add(new Crossing(lane, points[i - 1], points[i], before, here));
      }
    }
    return crossings;
  }

  /** Points that meet the target; of neighbouring ones the first and the last. */
  private void addHits(double target, List<Double> roots) {
    for (int i = 0; i < values.length; i++) {
      boolean inside = i > 0 && values[i - 1] == target && i < values.length - 1 && values[i + 1] == target;
      if (values[i] == target && !inside) {
        roots.add(points[i]);
      }
    }
  }

  /**
   * What was found.
   *
   * @param crossings those of this row, narrowed
   */
  Solution solution(double target, List<Crossing> crossings) {
    OptionalDouble minimum = OptionalDouble.empty();
    OptionalDouble maximum = OptionalDouble.empty();
    for (double value : values) {
      if (Double.isFinite(value)) {
        minimum = OptionalDouble.of(Math.min(minimum.orElse(value), value + 0.0));
        maximum = OptionalDouble.of(Math.max(maximum.orElse(value), value + 0.0));
      }
    }
    boolean flat = isFlat();
    List<Double> roots = new ArrayList<>();
    if (!flat) {
      addHits(target, roots);
      crossings.forEach(crossing -> crossing.root().ifPresent(roots::add));
    }
    List<Double> ascending = roots.stream().sorted().distinct().toList();
    return new Solution(ascending,
        ascending.isEmpty() ? Optional.of(absence(flat, minimum)) : Optional.empty(), isMonotone(), minimum,
        maximum);
  }

  private static Solution.Absence absence(boolean flat, OptionalDouble minimum) {
    if (minimum.isEmpty()) {
      return Solution.Absence.NOT_FINITE;
    }
    return flat ? Solution.Absence.FLAT : Solution.Absence.NO_SIGN_CHANGE;
  }

  private boolean isFlat() {
    for (double value : values) {
      if (!Double.isFinite(value) || value != values[0]) {
        return false;
      }
    }
    return true;
  }

  private boolean isMonotone() {
    boolean rises = true;
    boolean falls = true;
    for (int i = 0; i < values.length; i++) {
      boolean finite = Double.isFinite(values[i]);
      rises &= finite && (i == 0 || values[i] > values[i - 1] || points[i] == points[i - 1]);
      falls &= finite && (i == 0 || values[i] < values[i - 1] || points[i] == points[i - 1]);
    }
    return rises || falls;
  }
}
