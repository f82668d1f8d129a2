/** Tests of {@link io.margrid.server.call}. */
@NullMarked
package io.margrid.server.call;

import org.jspecify.annotations.NullMarked;
