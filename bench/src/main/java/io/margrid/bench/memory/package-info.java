/** What a server keeps in memory: {@link io.margrid.bench.memory.MemoryBench}. */
@NullMarked
package io.margrid.bench.memory;

import org.jspecify.annotations.NullMarked;
