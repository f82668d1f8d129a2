package io.margrid.core.plan;

import io.margrid.core.grid.GridShape;

/**
 * What a grid may ask. Checked before anything of that size is allocated.
 *
 * @param maxCells          cells of a grid, 1 to 2^53
 * @param maxAxes           axes of a grid, 0 to 16
 * @param maxListPoints     points given as lists on one axis, all members together
 * @param minChunkBytes     least chunk a caller may ask for, all columns together
 * @param maxChunkBytes     largest chunk a caller may ask for, all columns together
 * @param defaultChunkBytes what a caller gets who does not ask
 */
public record GridLimits(long maxCells, int maxAxes, int maxListPoints, int minChunkBytes, int maxChunkBytes,
    int defaultChunkBytes) {
  /** 126 KiB: with names, lengths and checksums a chunk fits into a buffer of 128 KiB, where transports have steps. */
  private static final int CHUNK_BYTES = 129_024;
  /** Memory is flat whatever the size of a grid, so the default allows all that can be counted. */
  public static final GridLimits DEFAULT = new GridLimits(GridShape.MAX_CELLS, 16, 65_536, 4_096, 983_040,
      CHUNK_BYTES);

  public GridLimits {
    check("maxCells", maxCells, 1, GridShape.MAX_CELLS);
    check("maxAxes", maxAxes, 0, 16);
    check("maxListPoints", maxListPoints, 1, 1 << 20);
    check("minChunkBytes", minChunkBytes, 8, 983_040);
    check("maxChunkBytes", maxChunkBytes, minChunkBytes, 983_040);
    check("defaultChunkBytes", defaultChunkBytes, minChunkBytes, maxChunkBytes);
  }

  private static void check(String name, long value, long least, long greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + greatest + ")");
    }
  }
}
