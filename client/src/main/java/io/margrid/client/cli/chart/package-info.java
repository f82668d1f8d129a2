/** Grids as pictures. Entry point: {@link io.margrid.client.cli.chart.PictureView}. */
@NullMarked
package io.margrid.client.cli.chart;

import org.jspecify.annotations.NullMarked;
