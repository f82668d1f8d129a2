package io.margrid.core.model;

import io.margrid.core.fault.Fault;
import java.util.List;

/** How a cycle is shown in a message: {@code a → b → a}. */
record CyclePrint(String value, String rule) {
  private static final String ARROW = " → ";
  private static final String RULE = "metrics that do not depend on themselves";
  private static final int MAX_IN_RULE = 32;

  /** @param names the metrics of the cycle, the first one again at the end */
  static CyclePrint of(List<String> names) {
    String whole = String.join(ARROW, names);
    if (whole.length() <= Fault.MAX_VALUE_LENGTH) {
      return new CyclePrint(whole, RULE);
    }
    String value = names.getFirst() + ARROW + "…" + ARROW + names.getLast();
    String shown = names.size() <= MAX_IN_RULE
        ? whole
        : String.join(ARROW, names.subList(0, MAX_IN_RULE)) + ARROW + "… (" + (names.size() - 1)
            + " metrics)";
    return new CyclePrint(value, RULE + "; the cycle is " + shown);
  }
}
