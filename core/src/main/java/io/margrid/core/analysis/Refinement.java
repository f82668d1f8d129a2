package io.margrid.core.analysis;

import io.margrid.core.stop.Stop;

import java.util.List;

/** Narrows many intervals side by side: each step is one grid with the cuts of all that are not done. */
final class Refinement {
  /** Lanes of a step: beyond it, intervals take their turns. */
  private static final int MAX_LANES = 1 << 16;

  private Refinement() {}

  /** Narrows every crossing until its ends are neighbouring doubles. */
  static void narrow(List<Crossing> crossings, Residual residual, Stop stop) {
    int most = MAX_LANES / Crossing.CUTS;
    for (int first = 0; first < crossings.size(); first += most) {
      List<Crossing> open = crossings.subList(first, Math.min(crossings.size(), first + most));
      while (true) {
        open = open.stream().filter(crossing -> crossing.cuts() > 0).toList();
        if (open.isEmpty()) {
          break;
        }
        step(open, residual, stop);
        stop.check();
      }
    }
  }

  private static void step(List<Crossing> open, Residual residual, Stop stop) {
    int count = open.stream().mapToInt(Crossing::cuts).sum();
    long[] lanes = new long[count];
    double[] points = new double[count];
    int next = 0;
    for (Crossing crossing : open) {
      crossing.points(points, next);
      for (int i = crossing.cuts(); i > 0; i--) {
        lanes[next++] = crossing.lane();
      }
    }
    double[] residuals = residual.at(lanes, points, stop);
    next = 0;
    for (Crossing crossing : open) {
      int cuts = crossing.cuts();
      crossing.narrow(residuals, next);
      next += cuts;
    }
  }
}
