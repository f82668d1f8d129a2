package io.margrid.core.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of one level, computed for a run of prefixes: lane {@code i} stands for prefix {@code first() + i}. While a
 * block lies within one prefix of an outer level, that level is not computed again.
 */
final class Level {
  private final List<Step> steps = new ArrayList<>();
  private long first = -1;
  private int lanes;
  private long version;

  void add(Step step) {
    steps.add(step);
  }

  /** Computes the lanes, if they are not those computed last. */
  void compute(long newFirst, int newLanes) {
    if (newFirst == first && newLanes == lanes) {
      return;
    }
    first = newFirst;
    lanes = newLanes;
    version++;
    for (Step step : steps) {
      step.run(newFirst, newLanes);
    }
  }

  long first() {
    return first;
  }

  int lanes() {
    return lanes;
  }

  /** Raised whenever the lanes are computed anew; at least 1 once they have been. */
  long version() {
    return version;
  }
}
