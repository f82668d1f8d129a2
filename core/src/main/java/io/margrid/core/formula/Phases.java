package io.margrid.core.formula;

import java.util.List;
import java.util.OptionalInt;

/** Finds out how many runs through all periods must be done before a node can be computed. */
final class Phases {
  private Phases() {}

  /** By id. A recurrence goes backwards through the sources of lags, hence the repetition. */
  static int[] of(List<Node> nodes) {
    int[] phases = new int[nodes.size()];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int id = 0; id < phases.length; id++) {
        int phase = phase(nodes.get(id), phases);
        if (phase > phases.length) {
          throw new IllegalArgumentException(
              "node " + id
                  + ": a value over all periods of itself (expected: a recurrence from period to period)");
        }
        changed |= phase != phases[id];
        phases[id] = phase;
      }
    }
    return phases;
  }

  private static int phase(Node node, int[] phases) {
    return switch (node) {
      case Node.Aggregate _,Node.PresentValue _ -> 1 + greatest(node, phases);
      case Node.TrailingSum(int operand, int window, OptionalInt before) ->
        Math.max(Math.max(phases[operand], 1 + phases[window]),
            before.isPresent() ? phases[before.getAsInt()] : 0);
      case Node.Lag lag -> Math.max(phases[lag.source()], greatest(node, phases));
      case Node.Literal _,Node.Constant _,Node.Parameter _,Node.PeriodIndex _,Node.Unary _,Node.Binary _,Node.Power _,Node.Select _,Node.Cumulative _ ->
        greatest(node, phases);
    };
  }

  private static int greatest(Node node, int[] phases) {
    int greatest = 0;
    for (int operand : node.operands()) {
      greatest = Math.max(greatest, phases[operand]);
    }
    return greatest;
  }
}
