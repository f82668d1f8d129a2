package io.margrid.core.engine;

import io.margrid.core.block.ColumnSummary;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.block.NonFiniteKind;
import io.margrid.core.kernel.Reductions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Writes the lanes of one metric into its column: makes NaN canonical, keeps the least and greatest finite value, and
 * counts what is not finite. While lanes are written they are only held against the least and greatest so far, which is
 * half the work of keeping both; a block with anything outside is looked through once more.
 */
final class ColumnWriter {
  /** Lanes whose periods are interleaved at a time, so that the cells they go to stay in the L1 cache. */
  private static final int PIECE = 128;

  private final int metric;
  private final int[] askedPeriods;
  private final NonFiniteReasons reasons;
  private final double[] excess;
  private final Map<NonFiniteKind, NonFiniteCells> nonFinite = new EnumMap<>(NonFiniteKind.class);
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /**
   * For one metric.
   *
   * @param askedPeriods positions in the model
   * @param lanes        the longest run
   */
  ColumnWriter(int metric, int[] askedPeriods, NonFiniteReasons reasons, int lanes) {
    this.metric = metric;
    this.askedPeriods = askedPeriods;
    this.reasons = reasons;
    this.excess = new double[lanes];
  }

  /**
   * Writes the asked periods of {@code n} lanes, the first of which is {@code lane}: what of them lies among the
   * {@code cells} cells of the block that begins with {@code firstCell}.
   */
  void write(Lanes lanes, long lane, int n, double[] column, long firstCell, int cells) {
    int step = askedPeriods.length;
    int offset = (int) (lane * step - firstCell);
    for (int position = 0; position < step; position++) {
      hold(lanes.in(askedPeriods[position]), n, offset + position, cells);
    }
    for (int from = 0; from < n; from += PIECE) {
      int to = Math.min(n, from + PIECE);
      for (int position = 0; position < step; position++) {
        put(lanes.in(askedPeriods[position]), from, to, column, offset + position, cells);
      }
    }
  }

  /** Holds the lanes of one period against the least and greatest so far. */
  private void hold(double[] values, int n, int offset, int cells) {
    int begin = firstInBlock(offset);
    int end = endInBlock(n, offset, cells);
    if (begin < end) {
      takeEnds(values[begin], values[end - 1]);
      Reductions.addExcess(values, minimum, maximum, excess, n);
    }
  }

  /** Most metrics are monotone along a run: with its ends known, nothing in between lies outside. */
  private void takeEnds(double first, double last) {
    if (Double.isFinite(first) && Double.isFinite(last)) {
      minimum = Math.min(minimum, Math.min(first, last));
      maximum = Math.max(maximum, Math.max(first, last));
    }
  }

  /** Puts lane {@code i} at {@code offset + i * periods}, where the block has a cell there. */
  private void put(double[] values, int from, int to, double[] column, int offset, int cells) {
    int step = askedPeriods.length;
    int begin = Math.max(from, firstInBlock(offset));
    int end = endInBlock(to, offset, cells);
    if (step > 1) {
      // A product as index would be checked in a slower way.
      int cell = offset + begin * step;
      for (int i = begin; i < end; i++) {
        column[cell] = values[i];
        cell += step;
      }
    } else if (begin < end) {
      System.arraycopy(values, begin, column, offset + begin, end - begin);
    }
  }

  private int firstInBlock(int offset) {
    int step = askedPeriods.length;
    return offset >= 0 ? 0 : (step - 1 - offset) / step;
  }

  private int endInBlock(int n, int offset, int cells) {
    int step = askedPeriods.length;
    return offset + (n - 1) * step < cells ? n : Math.max(0, cells - offset + step - 1) / step;
  }

  /** Ends a block of {@code cells} cells, the first of which is {@code firstCell}; appends what is not finite in it. */
  void finishBlock(double[] column, int cells, long firstCell, List<NonFiniteCells> found) {
    if (Reductions.clearExcess(excess)) {
      lookThrough(column, cells, firstCell, found);
    }
  }

  private void lookThrough(double[] column, int cells, long firstCell, List<NonFiniteCells> found) {
    NonFiniteTally tally = new NonFiniteTally();
    double least = minimum;
    double greatest = maximum;
    for (int i = 0; i < cells; i++) {
      double value = column[i];
      // Most values pass here; NaN does not.
      if (!(value >= least && value <= greatest)) {
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
        } else {
          tally.add(value, i);
          column[i] = Double.isNaN(value) ? Double.NaN : value;
        }
      }
    }
    minimum = least;
    maximum = greatest;
    tally.cells(metric, firstCell, reasons).forEach(cellsOfKind -> {
      found.add(cellsOfKind);
      nonFinite.merge(cellsOfKind.kind(), cellsOfKind, NonFiniteCells::and);
    });
  }

  /** Over all finished blocks. Zero has no sign here: which of the two zeros came first must not matter. */
  ColumnSummary summary() {
    boolean none = minimum > maximum;
    return new ColumnSummary(none ? OptionalDouble.empty() : OptionalDouble.of(minimum + 0.0),
        none ? OptionalDouble.empty() : OptionalDouble.of(maximum + 0.0),
        new ArrayList<>(nonFinite.values()));
  }
}
