package io.margrid.core.engine;

import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of one level, computed for a run of prefixes: lane {@code i} stands for prefix {@code first() + i}. While a
 * block lies within one prefix of an outer level, that level is not computed again.
 *
 * <p>Nodes run in phases: in each, what is the same in all periods once, and then all periods in order, in each of them
 * what varies. A later phase reads what is complete only after all periods. A scalar model has a single phase with
 * nothing that varies.
 */
final class Level {
  /** Steps that run once, and steps that run in every period. */
  private record Phase(List<Step> once, List<Step> inPeriods) {}

  /** Periods between two questions whether to stop: of the largest models they take about ten milliseconds. */
  private static final int UNASKED = 16;

  private final int periods;
  private final Stop stop;
  private final List<Phase> phases = new ArrayList<>();
  private long first = -1;
  private int lanes;
  private long version;

  Level(int periods, Stop stop) {
    this.periods = periods;
    this.stop = stop;
  }

  void addOnce(int phase, Step step) {
    phase(phase).once().add(step);
  }

  void addInPeriods(int phase, Step step) {
    phase(phase).inPeriods().add(step);
  }

  private Phase phase(int phase) {
    while (phases.size() <= phase) {
      phases.add(new Phase(new ArrayList<>(), new ArrayList<>()));
    }
    return phases.get(phase);
  }

  /** Computes the lanes, if they are not those computed last. */
  void compute(long newFirst, int newLanes) {
    if (newFirst == first && newLanes == lanes) {
      return;
    }
    first = newFirst;
    lanes = newLanes;
    version++;
    for (Phase phase : phases) {
      run(phase);
    }
  }

  private void run(Phase phase) {
    for (Step step : phase.once()) {
      step.run(first, lanes, 0);
    }
    if (!phase.inPeriods().isEmpty()) {
      for (int period = 0; period < periods; period++) {
        if (period % UNASKED == UNASKED - 1) {
          stop.check();
        }
        for (Step step : phase.inPeriods()) {
          step.run(first, lanes, period);
        }
      }
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
