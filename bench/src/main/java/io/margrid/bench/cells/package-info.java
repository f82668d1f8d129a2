/** What a cell costs, over the size of the grid: {@link io.margrid.bench.cells.CellsBench}. */
@NullMarked
package io.margrid.bench.cells;

import org.jspecify.annotations.NullMarked;
