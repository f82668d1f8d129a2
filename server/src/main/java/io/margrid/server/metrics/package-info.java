/**
 * What a server tells of itself in numbers: {@link io.margrid.server.metrics.ServerMetrics} reads them from where they are
 * counted and writes them for Prometheus. {@code Metric} has all their names, units and tags.
 */
@NullMarked
package io.margrid.server.metrics;

import org.jspecify.annotations.NullMarked;
