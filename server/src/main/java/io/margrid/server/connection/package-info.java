/**
 * What is done to connections before gRPC sees anything of them: which are accepted and when, and what their frames of
 * HTTP/2 may be. {@link io.margrid.server.connection.Connections} is the way in. Whoever abuses a connection loses it,
 * and its address waits until the next.
 */
@NullMarked
package io.margrid.server.connection;

import org.jspecify.annotations.NullMarked;
