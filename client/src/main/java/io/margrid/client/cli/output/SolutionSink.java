package io.margrid.client.cli.output;

import io.margrid.v1.GridHeader;
import io.margrid.v1.Solution;
import java.io.IOException;
import java.util.List;

/** Takes what a parameter must be, cell by cell, as it arrives. Used by one thread. */
public interface SolutionSink {
  /** Called once, first; may refuse the grid by its shape. */
  void start(GridHeader header) throws IOException;

  /** The solutions of the next cells. */
  void solutions(List<Solution> solutions) throws IOException;

  /** Called once, last, after all cells. */
  void end() throws IOException;
}
