package io.margrid.core.plan;

/**
 * An asked metric.
 *
 * @param name of the metric
 * @param unit in canonical form
 * @param node of the model's graph
 */
public record PlannedMetric(String name, String unit, int node) {}
