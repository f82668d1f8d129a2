package io.margrid.core.analysis;

/**
 * What an explanation shows once: a node in a period, as a metric or as the operation, number or name that it is. An
 * operation that is part of several formulas is shown once in each, since each may call its operands by other names.
 *
 * @param metric  position in the model, or {@link #NO_METRIC}
 * @param period  position in the model
 * @param formula the metric in whose formula the node is shown, or {@link #NO_METRIC} where that makes no difference
 */
record Shown(int node, int metric, int period, int formula) {
  static final int NO_METRIC = -1;

  static Shown metric(int node, int metric, int period) {
    return new Shown(node, metric, period, NO_METRIC);
  }

  boolean isMetric() {
    return metric != NO_METRIC;
  }
}
