package io.margrid.client.cli.output;

import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import java.io.IOException;

/** Takes a grid as it arrives: the header, cells in order, the end. Used by one thread. */
public interface GridSink {
  /** Called once, first; may refuse the grid by its shape. */
  void start(GridHeader header) throws IOException;

  /**
   * Takes a run of cells that follows the run before.
   *
   * @param count number of cells
   * @param columns one array for each metric in the header's order, {@code count} values each; the sink
   *   keeps none of them
   */
  void cells(int count, double[][] columns) throws IOException;

  /** Called once, after all cells, before {@link #end()}. */
  default void summary(GridSummary summary) {}

  /** Called once, last, after all cells. */
  void end() throws IOException;
}
