/**
 * What the core computes, as messages of the contract: {@link io.margrid.server.wire.GridStream} for grids,
 * whose blocks are written by a marshaller of their own, {@link io.margrid.server.wire.ModelMessages} for models.
 */
@NullMarked
package io.margrid.server.wire;

import org.jspecify.annotations.NullMarked;
