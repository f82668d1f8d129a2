/** How long work learns that its answer is not wanted any more: {@link io.margrid.core.stop.Stop}. */
@NullMarked
package io.margrid.core.stop;

import org.jspecify.annotations.NullMarked;
