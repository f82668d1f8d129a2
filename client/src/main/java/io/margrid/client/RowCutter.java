package io.margrid.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the blocks of one stream into rows: a row that spans blocks is joined, a block that spans rows is split. Holds
 * at most one unfinished row. One object per stream; not thread-safe.
 */
final class RowCutter {
  private final long maxRowBytes;
  private @Nullable Unfinished unfinished;

  /** @param maxRowBytes values of a row, all metrics together; a longer row is refused, it would not fit in memory */
  RowCutter(long maxRowBytes) {
    this.maxRowBytes = maxRowBytes;
  }

  /** The rows that end in this block, made as they are asked for; all must be taken before the next block. */
  Iterable<GridRow> rows(GridBlock block) {
    Rows rows = new Rows(block);
    // One iterator however often it is asked for: a second one would take the unfinished row twice.
    return () -> rows;
  }

  private final class Rows implements Iterator<GridRow> {
    private final GridBlock block;
    private int taken;
    private @Nullable GridRow next;

    Rows(GridBlock block) {
      this.block = block;
      this.next = advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public GridRow next() {
      GridRow row = next;
      if (row == null) {
        throw new NoSuchElementException();
      }
      next = advance();
      return row;
    }

    private @Nullable GridRow advance() {
      if (taken == block.cellCount()) {
        return null;
      }
      Unfinished row = unfinished;
      if (row == null) {
        row = new Unfinished(block, block.firstCell() + taken, maxRowBytes);
      }
      taken += row.fill(block, taken);
      unfinished = row.isComplete() ? null : row;
      return row.isComplete() ? row.finish() : null;
    }
  }

  /** The part of a row that the stream's range holds, being filled. */
  private static final class Unfinished {
    private final GridStart start;
    private final long firstCell;
    private final int cellCount;
    private final List<double[]> columns;
    private int filled;

    Unfinished(GridBlock block, long firstCell, long maxRowBytes) {
      this.start = block.start();
      this.firstCell = firstCell;
      long perRow = start.header().getCellsPerRow();
      long rowEnd = firstCell - firstCell % perRow + perRow;
      long rangeEnd = start.header().getFirstCell() + start.header().getRangeCellCount();
      long cells = Math.min(rowEnd, rangeEnd) - firstCell;
      long allowed = Math.min(Integer.MAX_VALUE - 8, maxRowBytes / Double.BYTES / block.metricCount());
      if (cells > allowed) {
        throw ResourceExhaustedException.rowTooLong(cells, allowed);
      }
      this.cellCount = (int) cells;
      this.columns = new ArrayList<>(block.metricCount());
      for (int metric = 0; metric < block.metricCount(); metric++) {
        columns.add(new double[cellCount]);
      }
    }

    int fill(GridBlock block, int from) {
      int count = Math.min(cellCount - filled, block.cellCount() - from);
      for (int metric = 0; metric < columns.size(); metric++) {
        System.arraycopy(block.values(metric), from, columns.get(metric), filled, count);
      }
      filled += count;
      return count;
    }

    boolean isComplete() {
      return filled == cellCount;
    }

    GridRow finish() {
      return new GridRow(start, firstCell, List.copyOf(columns));
    }
  }
}
