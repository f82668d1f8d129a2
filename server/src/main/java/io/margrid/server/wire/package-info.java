/**
 * What the core computes, as messages of the contract: {@link io.margrid.server.wire.GridStream} for grids,
 * whose blocks are written by a marshaller of their own, {@link io.margrid.server.wire.ModelMessages} for models, and
 * {@link io.margrid.server.wire.MessageBytes} for what need not be looked into.
 */
@NullMarked
package io.margrid.server.wire;

import org.jspecify.annotations.NullMarked;
