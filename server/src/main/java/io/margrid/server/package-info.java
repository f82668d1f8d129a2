/**
 * The server: gRPC and Reactor around the core. {@link io.margrid.server.Main} is the program,
 * {@link io.margrid.server.MargridServer} the same for tests and benchmarks, and where all parts are put together.
 */
@NullMarked
package io.margrid.server;

import org.jspecify.annotations.NullMarked;
