/**
 * The geometry of a grid: {@link io.margrid.core.grid.GridShape} numbers its cells, {@link io.margrid.core.grid.Points}
 * are the values along an axis.
 */
@NullMarked
package io.margrid.core.grid;

import org.jspecify.annotations.NullMarked;
