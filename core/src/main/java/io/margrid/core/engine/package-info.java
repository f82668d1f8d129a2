/**
 * Runs plans. {@link io.margrid.core.engine.BlockCursor} is the entry point: open it on a plan and pull blocks. A plan
 * without axes is computed by {@link io.margrid.core.engine.LaneValues}. The same cell has the same bits whatever the
 * block size, the first cell or the machine.
 */
@NullMarked
package io.margrid.core.engine;

import org.jspecify.annotations.NullMarked;
