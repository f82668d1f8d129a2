/** Measurements, never published. {@code bench/run} lists and starts them. */
@NullMarked
package io.margrid.bench;

import org.jspecify.annotations.NullMarked;
