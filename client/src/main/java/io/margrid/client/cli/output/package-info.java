/**
 * Grids as text: csv, ndjson, tables and heatmaps. Entry point: {@link io.margrid.client.cli.output.GridSink}.
 */
@NullMarked
package io.margrid.client.cli.output;

import org.jspecify.annotations.NullMarked;
