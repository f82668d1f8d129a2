/** Tests of what goes over the wire. */
@NullMarked
package io.margrid.server.wire;

import org.jspecify.annotations.NullMarked;
