package io.margrid.client.wire;

import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import io.margrid.v1.NonFinite;
import java.util.List;

/** A message of a grid's stream that has passed every check. */
public sealed interface CheckedMessage {

  /** First, once. */
  record Header(GridHeader header) implements CheckedMessage {}

  /**
   * A run of cells.
   *
   * @param firstCell index in the whole grid
   * @param cellCount at least 1; the length of every column
   * @param columns   one array per metric, in the header's order; made for this chunk, shared with nobody
   * @param nonFinite as sent: indices checked, counts not yet
   */
  record Chunk(long firstCell, int cellCount, List<double[]> columns, List<NonFinite> nonFinite)
      implements
        CheckedMessage {}

  /** Last, once. */
  record Summary(GridSummary summary) implements CheckedMessage {}
}
