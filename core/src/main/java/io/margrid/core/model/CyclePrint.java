package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import java.util.List;

/** How a cycle is shown in a message: {@code a → b → a}. */
record CyclePrint(String value, String rule) {
  private static final String ARROW = " → ";
  static final String RULE = "metrics that depend on themselves only through lag or prev with all its first values";
  static final String WHOLE_RULE = "a recurrence without values over all periods: first, last, total, mean, npv, irr, windows";
  private static final int MAX_IN_RULE = 32;

  /**
   * Shows a cycle.
   *
   * @param names the metrics of the cycle, the first one again at the end
   * @param rule  that the cycle breaks
   */
  static CyclePrint of(List<String> names, String rule) {
    String whole = String.join(ARROW, names);
    if (whole.length() <= Fault.MAX_VALUE_LENGTH) {
      return new CyclePrint(whole, rule);
    }
    String value = names.getFirst() + ARROW + "…" + ARROW + names.getLast();
    String shown = names.size() <= MAX_IN_RULE
        ? whole
        : String.join(ARROW, names.subList(0, MAX_IN_RULE)) + ARROW + "… (" + (names.size() - 1)
            + " metrics)";
    return new CyclePrint(value, rule + "; the cycle is " + shown);
  }
}
