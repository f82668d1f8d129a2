package io.margrid.core.block;

/**
 * Cells of one metric that are not finite, of one kind.
 *
 * @param metric    position among the asked metrics, from zero
 * @param kind      what the values are
 * @param count     at least 1
 * @param firstCell index of the first such cell in the whole grid
 * @param reason    where the first one arises: {@code division by zero in provider_ebit_margin}
 */
public record NonFiniteCells(int metric, NonFiniteKind kind, long count, long firstCell, String reason) {
  /** The same kind in a later run of cells counted in: counts add, the earlier first cell and its reason stay. */
  public NonFiniteCells and(NonFiniteCells later) {
    return new NonFiniteCells(metric, kind, count + later.count, firstCell, reason);
  }
}
