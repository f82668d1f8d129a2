/**
 * What the core computes, as messages of the contract: {@link io.margrid.server.wire.GridStream} for grids,
 * {@link io.margrid.server.wire.ModelMessages} for models.
 */
@NullMarked
package io.margrid.server.wire;

import org.jspecify.annotations.NullMarked;
