/** The other processes of a measurement: {@link io.margrid.bench.process.ChildJvm}. */
@NullMarked
package io.margrid.bench.process;

import org.jspecify.annotations.NullMarked;
