package io.margrid.core.engine;

import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.block.NonFiniteKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what is not finite in one column of a block. Growth without history has many such cells: adding is cheap. */
final class NonFiniteTally {
  /** Of one kind. */
  private static final class Count {
    private final int first;
    private int cells;

    Count(int first) {
      this.first = first;
    }
  }

  private final Map<NonFiniteKind, Count> counts = new EnumMap<>(NonFiniteKind.class);

  /**
   * Counts one value.
   *
   * @param value not finite
   * @param index position in the block, greater than all before
   */
  void add(double value, int index) {
    NonFiniteKind kind = NonFiniteKind.of(value);
    Count count = counts.get(kind);
    if (count == null) {
      count = new Count(index);
      counts.put(kind, count);
    }
    count.cells++;
  }

  /** What was counted in a block that begins with {@code firstCell}, in the order of the kinds. */
  List<NonFiniteCells> cells(int metric, long firstCell, NonFiniteReasons reasons) {
    return counts.entrySet().stream().map(entry -> {
      long cell = firstCell + entry.getValue().first;
      return new NonFiniteCells(metric, entry.getKey(), entry.getValue().cells, cell,
          reasons.reason(metric, cell));
    }).toList();
  }
}
