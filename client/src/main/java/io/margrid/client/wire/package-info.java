/**
 * From the bytes of a StreamGrid call to checked blocks: {@link io.margrid.client.wire.MessageReader} reads messages,
 * {@link io.margrid.client.wire.StreamCheck} checks them. What leaves it has kept every promise of the contract that
 * can be seen from outside; nothing else of the client reads chunks.
 */
@NullMarked
package io.margrid.client.wire;

import org.jspecify.annotations.NullMarked;
