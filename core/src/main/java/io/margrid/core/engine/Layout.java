package io.margrid.core.engine;

import io.margrid.core.grid.GridShape;

/**
 * How many buffers a program has, known before there are any: what it takes follows from the number of lanes. Immutable.
 */
final class Layout {
  /**
   * What one run of lanes touches: 64 KiB, most of it in the L1 cache, the rest in the L2 cache. With less, beginning and
   * ending a run costs more of a cell; more gains little, and costs every stream memory.
   */
  private static final int CACHE_DOUBLES = 8_192;
  private static final int MIN_LANES = 64;
  private static final int MAX_LANES = 1_024;
  /** All buffers of the innermost level together, in doubles: 8 MiB. */
  private static final int MEMORY_DOUBLES = 1 << 20;
  /** Head of an array, and where it is referred to. */
  private static final int BUFFER_BYTES = 24;

  private final GridShape shape;
  private final int rank;
  private final int touched;
  private final int[] buffers;

  /**
   * For {@link BufferPlan}.
   *
   * @param shape   of the axes
   * @param rank    number of axes whose prefixes are the lanes
   * @param touched buffers that the innermost level touches in one period
   * @param buffers by level, over all periods
   */
  Layout(GridShape shape, int rank, int touched, int... buffers) {
    this.shape = shape;
    this.rank = rank;
    this.touched = touched;
    this.buffers = buffers.clone();
  }

  /** Lanes of a buffer on a level; constants are spread over as many as the innermost level has. */
  static int capacity(GridShape shape, int rank, int level, int lanes) {
    return level == 0 || level == rank
        ? lanes
        : (int) Math.min(lanes, lanes / (shape.stride(level) / shape.stride(rank)) + 2);
  }

  /** As many lanes as keep what is touched in one period in the cache, and all in the memory: a power of two. */
  int lanes() {
    int inCache = Math.clamp(CACHE_DOUBLES / Math.max(1, touched), MIN_LANES, MAX_LANES);
    return Integer.highestOneBit(Math.min(inCache, lanesInMemory()));
  }

  /** The most lanes with which all buffers are in the memory meant for them; at least 1. */
  int lanesInMemory() {
    long innermost = rank == 0 ? buffers[0] : (long) buffers[0] + buffers[rank];
    return Math.clamp(MEMORY_DOUBLES / Math.max(1, innermost), 1, MAX_LANES);
  }

  /** What all buffers take with so many lanes. */
  long bytes(int lanes) {
    long bytes = 0;
    for (int level = 0; level <= rank; level++) {
      bytes += buffers[level]
          * (BUFFER_BYTES + (long) Double.BYTES * capacity(shape, rank, level, lanes));
    }
    return bytes;
  }
}
