/**
 * The only code that paces streams: {@link io.margrid.server.flow.Pulls} makes a publisher that does nothing unasked,
 * {@link io.margrid.server.flow.StreamReplies} ask it for a message whenever the transport has room for one.
 * {@link io.margrid.server.flow.UnaryReply} answers calls that have one answer.
 */
@NullMarked
package io.margrid.server.flow;

import org.jspecify.annotations.NullMarked;
