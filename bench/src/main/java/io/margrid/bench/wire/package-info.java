/** What the wire carries, as ratios of peers measured in turn: {@link io.margrid.bench.wire.WireBench}. */
@NullMarked
package io.margrid.bench.wire;

import org.jspecify.annotations.NullMarked;
