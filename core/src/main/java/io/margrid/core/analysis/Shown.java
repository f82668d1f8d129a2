package io.margrid.core.analysis;

/**
 * What an explanation shows once: a node in a period, as a metric or as the operation, number or name that it is.
 *
 * @param metric position in the model, or {@link #NO_METRIC}
 * @param period position in the model
 */
record Shown(int node, int metric, int period) {
  static final int NO_METRIC = -1;

  boolean isMetric() {
    return metric != NO_METRIC;
  }
}
