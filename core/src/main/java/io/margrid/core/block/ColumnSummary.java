package io.margrid.core.block;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What one metric did over a run of cells.
 *
 * @param minimum   least finite value; empty if there was none
 * @param maximum   greatest finite value; empty if there was none
 * @param nonFinite cells that are not finite, by kind in the order of {@link NonFiniteKind}
 */
public record ColumnSummary(OptionalDouble minimum, OptionalDouble maximum, List<NonFiniteCells> nonFinite) {
  public ColumnSummary {
    nonFinite = List.copyOf(nonFinite);
  }
}
