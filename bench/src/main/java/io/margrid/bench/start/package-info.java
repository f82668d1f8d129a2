/** How soon a server answers: {@link io.margrid.bench.start.StartBench}. */
@NullMarked
package io.margrid.bench.start;

import org.jspecify.annotations.NullMarked;
