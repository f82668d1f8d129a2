package io.margrid.server.wire;

import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.block.NonFiniteKind;
import io.margrid.v1.NonFinite;

/** Cells that are not finite numbers, as messages. */
public final class NonFinites {
  private NonFinites() {}

  /** The cells as they are counted in the grid. */
  public static NonFinite of(NonFiniteCells cells) {
    return NonFinite.newBuilder()
        .setMetricIndex(cells.metric())
        .setKind(kind(cells.kind()))
        .setCount(cells.count())
        .setFirstCell(cells.firstCell())
        .setReason(cells.reason())
        .build();
  }

  private static NonFinite.Kind kind(NonFiniteKind kind) {
    return switch (kind) {
      case NAN -> NonFinite.Kind.KIND_NAN;
      case POSITIVE_INFINITY -> NonFinite.Kind.KIND_POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> NonFinite.Kind.KIND_NEGATIVE_INFINITY;
    };
  }
}
