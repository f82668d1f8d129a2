/**
 * Calls as spans of distributed traces, through Micrometer's observations and OpenTelemetry:
 * {@link io.margrid.server.tracing.Tracing} is switched on by naming a collector. Neither of the two libraries is
 * loaded otherwise.
 */
@NullMarked
package io.margrid.server.tracing;

import org.jspecify.annotations.NullMarked;
