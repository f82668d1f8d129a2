package io.margrid.client.wire;

import io.margrid.v1.GridChunk;
import io.margrid.v1.NonFinite;
import java.util.List;

/** A chunk as it arrived, however it was encoded. Nothing is checked yet. */
public record ReceivedChunk(long firstCell, int cellCount, List<NonFinite> nonFinite,
    List<ReceivedColumn> columns) {
  static ReceivedChunk of(GridChunk chunk) {
    return new ReceivedChunk(chunk.getFirstCell(), chunk.getCellCount(), chunk.getNonFiniteList(),
        chunk.getColumnsList().stream().map(ReceivedColumn::of).toList());
  }
}
