/**
 * Arrow Flight's way to stream doubles, {@link io.margrid.bench.flight.FlightPeer}: loaded apart from everything else,
 * because Flight needs other versions of gRPC and netty.
 */
@NullMarked
package io.margrid.bench.flight;

import org.jspecify.annotations.NullMarked;
