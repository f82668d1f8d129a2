package io.margrid.core.engine;

import io.margrid.core.grid.GridShape;

/**
 * Computes nodes of a plan's graph for runs of consecutive prefixes of its first {@code rank} axes: for all its axes,
 * the cells. Level by level: outer levels only when their axes step, tabulated nodes by a copy, the rest lane by lane
 * through kernels on buffers that stay in the caches. Not thread-safe.
 */
final class LaneProgram {
  private final Level[] levels;
  private final long[] spans;
  private final Lanes[] outputs;

  /**
   * For {@link LaneProgramBuilder}.
   *
   * @param levels  from level 1 to the rank
   * @param outputs the buffers in which the wanted nodes stand
   */
  LaneProgram(GridShape shape, Level[] levels, Lanes[] outputs) {
    this.levels = levels;
    this.outputs = outputs;
    spans = new long[levels.length];
    for (int i = 0; i < levels.length; i++) {
      spans[i] = shape.stride(i + 1) / shape.stride(levels.length);
    }
  }

  /**
   * Computes the outputs for the prefixes {@code first … first + lanes - 1}.
   *
   * @param lanes at least 1, at most what the program was built for
   */
  void run(long first, int lanes) {
    for (int i = 0; i < levels.length; i++) {
      long outer = first / spans[i];
      levels[i].compute(outer, (int) ((first + lanes - 1) / spans[i] - outer + 1));
    }
  }

  /** Lanes of one wanted node, valid until the next run. */
  Lanes output(int index) {
    return outputs[index];
  }
}
