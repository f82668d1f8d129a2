/** Tests of {@link io.margrid.server.admission}. */
@NullMarked
package io.margrid.server.admission;

import org.jspecify.annotations.NullMarked;
