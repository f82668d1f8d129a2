/** Tests of {@link io.margrid.server.connection}. */
@NullMarked
package io.margrid.server.connection;

import org.jspecify.annotations.NullMarked;
