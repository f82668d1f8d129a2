package io.margrid.client;

import io.margrid.v1.GridHeader;

/** The first event of a stream: what its cells and columns mean. Immutable. */
public final class GridStart implements GridEvent {
  private final GridHeader header;
  private final GridCoordinates coordinates;

  GridStart(GridHeader header) {
    this.header = header;
    this.coordinates = GridCoordinates.of(header);
  }

  /** As the server sent it. */
  public GridHeader header() {
    return header;
  }

  /** The axes' points of every cell. */
  public GridCoordinates coordinates() {
    return coordinates;
  }
}
