/**
 * What a server does under load: {@link io.margrid.bench.load.FairnessBench} puts endless streams beside small calls,
 * {@link io.margrid.bench.load.OverloadBench} asks for ten times as much as can be answered,
 * {@link io.margrid.bench.load.AbuseBench} abuses HTTP/2.
 */
@NullMarked
package io.margrid.bench.load;

import org.jspecify.annotations.NullMarked;
