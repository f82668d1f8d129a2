package io.margrid.core.analysis;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.engine.CursorSize;
import io.margrid.core.grid.Points;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves a question cell by cell, in cell order, some cells at a time. The bracket is scanned; kinks
 * ({@link Kinks}) are added to the scan; every change of sign is refined to neighbouring doubles. Nothing is computed but
 * by {@link #advance}. Not thread-safe: used by one thread at a time.
 */
public final class SolveCursor {
  /** Values at a time, all columns together, 4 MiB; costly models have fewer. */
  private static final int BLOCK_VALUES = 1 << 19;
  /** Scanned rows are kept until they are complete, and copied to be solved. */
  private static final int ROW_COPIES = 2;

  private final SolvePlan plan;
  private final Stop stop;
  private final Kinks kinks;
  private final Residual residual;
  private final BlockCursor scan;
  private final double[] points;
  /** Columns of the scan: complete rows, then the beginning of the next. */
  private final double[][] pending;
  private int pendingCount;
  private long firstCell;
  private long nextCell;
  private List<Solution> solutions = List.of();

  private SolveCursor(SolvePlan plan, Stop stop) {
    this.plan = plan;
    this.stop = stop;
    this.kinks = Kinks.of(plan);
    this.residual = Residual.of(plan.scan(), plan.scanAxis(), plan.target());
    GridPlan wide = kinks.scan();
    int columns = wide.metrics().size();
    this.scan = BlockCursor.open(wide, 0, wide.shape().cellCount(), BLOCK_VALUES / columns, stop);
    this.points = points(plan);
    this.pending = new double[columns][pendingPoints(plan, columns)];
  }

  /**
   * The most that a cursor takes while it is open, roughly; what refining takes besides is in proportion to the roots of
   * one block.
   */
  public static long bytes(SolvePlan plan) {
    GridPlan wide = Kinks.of(plan).scan();
    int columns = wide.metrics().size();
    long scan = CursorSize.of(wide, wide.shape().cellCount(), BLOCK_VALUES / columns).bytes();
    return scan + (long) ROW_COPIES * Double.BYTES * columns * pendingPoints(plan, columns);
  }

  /**
   * Begins at the first cell; computes nothing.
   *
   * @param stop asked between the steps; a stopped cursor is not to be used again
   */
  public static SolveCursor open(SolvePlan plan, Stop stop) {
    return new SolveCursor(plan, stop);
  }

  /** Room for less than a row and a block. */
  private static int pendingPoints(SolvePlan plan, int columns) {
    long block = Math.min(BLOCK_VALUES / columns, plan.scan().shape().cellCount());
    return (int) block + plan.scanPoints();
  }

  private static double[] points(SolvePlan plan) {
    Points along = plan.scan().axes().get(plan.scanAxis()).movements().getFirst().points();
    double[] points = new double[plan.scanPoints()];
    along.fill(0, points, 0, points.length);
    for (int i = 0; i < points.length; i++) {
      points[i] += 0.0;
    }
    return points;
  }

  /**
   * Solves the next cells.
   *
   * @return false at the end of the grid, and then always
   */
  public boolean advance() {
    while (pendingCount < points.length) {
      if (!scan.advance()) {
        return false;
      }
      append(scan.block());
      stop.check();
    }
    int rows = pendingCount / points.length;
    solutions = solve(rows(rows));
    firstCell = nextCell;
    nextCell += rows;
    pendingCount -= rows * points.length;
    for (double[] column : pending) {
      System.arraycopy(column, rows * points.length, column, 0, pendingCount);
    }
    return true;
  }

  /** The first of the cells that the last {@link #advance} solved. */
  public long firstCell() {
    return firstCell;
  }

  /** What was found in these cells, at least one. */
  public List<Solution> solutions() {
    return solutions;
  }

  private void append(ColumnBlock block) {
    for (int i = 0; i < pending.length; i++) {
      System.arraycopy(block.values(i), 0, pending[i], pendingCount, block.cellCount());
    }
    pendingCount += block.cellCount();
  }

  private List<ScannedRow> rows(int count) {
    List<ScannedRow> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      int from = row * points.length;
      rows.add(new ScannedRow((nextCell + row) * points.length, points,
          Arrays.copyOfRange(pending[0], from, from + points.length)));
    }
    return rows;
  }

  private List<Solution> solve(List<ScannedRow> scanned) {
    List<ScannedRow> rows = kinks.addTo(scanned, pending, stop);
    List<List<Crossing>> crossings = rows.stream().map(row -> row.crossings(plan.target())).toList();
    Refinement.narrow(crossings.stream().flatMap(List::stream).toList(), residual, stop);
    List<Solution> found = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      found.add(rows.get(i).solution(plan.target(), crossings.get(i)));
    }
    return found;
  }
}
