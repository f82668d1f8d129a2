/**
 * The bridge between a gRPC call and Reactor, and the only backpressure code of the client:
 * {@link io.margrid.client.flow.CallFlux}. Knows nothing of grids.
 */
@NullMarked
package io.margrid.client.flow;

import org.jspecify.annotations.NullMarked;
