package io.margrid.core.engine;

/**
 * How a run of cells is cut. A block holds whole rows where a row fits, several short rows together; a longer row is
 * split; a run that begins inside a row first goes to that row's end. Within a block, lanes go through the kernels in
 * runs that end with a long row and span short ones.
 *
 * @param cellsPerRow at least 1
 * @param blockCells  the most cells of a block, at least 1
 * @param lanes       the most lanes of a run, at least 1
 */
record BlockGeometry(long cellsPerRow, int blockCells, int lanes) {
  /** Cells of the block that begins at {@code cell}, if {@code rest} cells are left. */
  int blockAt(long cell, long rest) {
    long inRow = cell % cellsPerRow;
    long wanted = inRow > 0 || cellsPerRow > blockCells
        ? cellsPerRow - inRow
        : blockCells / cellsPerRow * cellsPerRow;
    return (int) Math.min(Math.min(wanted, blockCells), rest);
  }

  /** Lanes of the run that begins at {@code cell}, if {@code rest} cells of the block are left. */
  int runAt(long cell, int rest) {
    int most = Math.min(lanes, rest);
    if (cellsPerRow < lanes / 2) {
      return most;
    }
    long runsPerRow = (cellsPerRow + lanes - 1) / lanes;
    long evenRun = (cellsPerRow + runsPerRow - 1) / runsPerRow;
    return (int) Math.min(Math.min(evenRun, cellsPerRow - cell % cellsPerRow), most);
  }
}
