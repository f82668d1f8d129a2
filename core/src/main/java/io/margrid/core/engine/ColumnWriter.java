package io.margrid.core.engine;

import io.margrid.core.block.ColumnSummary;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.block.NonFiniteKind;
import io.margrid.core.kernel.BinaryOperation;
import io.margrid.core.kernel.Kernels;
import io.margrid.core.kernel.Reductions;
import java.util.ArrayList;
import java.util.Arrays;
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
  /** Lanes that mean nothing between two calls. */
  @SuppressWarnings("ArrayRecordComponent") // shared on purpose, never compared
  record Scratch(double[] piece, double[] leasts, double[] greatests) {
    Scratch(int lanes) {
      this(new double[lanes], new double[lanes], new double[lanes]);
    }
  }

  private final int metric;
  private final int[] askedPeriods;
  private final NonFiniteReasons reasons;
  private final double[] excess;
  private final Scratch scratch;
  private final Map<NonFiniteKind, NonFiniteCells> nonFinite = new EnumMap<>(NonFiniteKind.class);
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;

  /**
   * For one metric.
   *
   * @param askedPeriods positions in the model
   * @param lanes        the longest run
   * @param scratch      shared by the writers of a cursor
   */
  ColumnWriter(int metric, int[] askedPeriods, NonFiniteReasons reasons, int lanes, Scratch scratch) {
    this.metric = metric;
    this.askedPeriods = askedPeriods;
    this.reasons = reasons;
    this.excess = new double[lanes];
    this.scratch = scratch;
  }

  /**
   * Writes the asked periods of {@code n} lanes, the first of which is {@code lane}: what of them lies among the
   * {@code cells} cells of the block that begins with {@code firstCell}.
   */
  void write(Lanes lanes, long lane, int n, double[] column, long firstCell, int cells) {
    for (int position = 0; position < askedPeriods.length; position++) {
      double[] values = lanes.in(askedPeriods[position]);
      Reductions.addExcess(values, minimum, maximum, excess, n);
      long offset = lane * askedPeriods.length + position - firstCell;
      if (askedPeriods.length == 1) {
        System.arraycopy(values, 0, column, (int) offset, n);
      } else {
        scatter(values, n, column, (int) offset, cells);
      }
    }
  }

  /** Puts lane {@code i} at {@code offset + i * periods}, where the block has a cell there. */
  private void scatter(double[] values, int n, double[] column, int offset, int cells) {
    int step = askedPeriods.length;
    int begin = offset < 0 ? (step - 1 - offset) / step : 0;
    int end = Math.min(n, Math.max(begin, (cells - offset + step - 1) / step));
    for (int i = begin; i < end; i++) {
      column[offset + i * step] = values[i];
    }
  }

  /** Ends a block of {@code cells} cells, the first of which is {@code firstCell}; appends what is not finite in it. */
  void finishBlock(double[] column, int cells, long firstCell, List<NonFiniteCells> found) {
    double outside = 0;
    for (double each : excess) {
      outside += each;
    }
    if (outside != 0) {
      Arrays.fill(excess, 0);
      if (!widen(column, cells)) {
        lookThrough(column, cells, firstCell, found);
      }
    }
  }

  /** Takes the block into the least and greatest, if all of it is finite. */
  private boolean widen(double[] column, int cells) {
    double[] piece = scratch.piece();
    double[] leasts = scratch.leasts();
    double[] greatests = scratch.greatests();
    Arrays.fill(leasts, Double.POSITIVE_INFINITY);
    Arrays.fill(greatests, Double.NEGATIVE_INFINITY);
    for (int offset = 0; offset < cells; offset += piece.length) {
      int n = Math.min(piece.length, cells - offset);
      System.arraycopy(column, offset, piece, 0, n);
      Kernels.binary(BinaryOperation.MINIMUM, leasts, piece, leasts, n);
      Kernels.binary(BinaryOperation.MAXIMUM, greatests, piece, greatests, n);
    }
    double least = minimum;
    double greatest = maximum;
    for (int i = 0; i < piece.length; i++) {
      least = Math.min(least, leasts[i]);
      greatest = Math.max(greatest, greatests[i]);
    }
    // NaN fails both comparisons.
    if (least > Double.NEGATIVE_INFINITY && greatest < Double.POSITIVE_INFINITY) {
      minimum = least;
      maximum = greatest;
      return true;
    }
    return false;
  }

  private void lookThrough(double[] column, int cells, long firstCell, List<NonFiniteCells> found) {
    Map<NonFiniteKind, NonFiniteCells> inBlock = new EnumMap<>(NonFiniteKind.class);
    for (int i = 0; i < cells; i++) {
      double value = column[i];
      if (Double.isFinite(value)) {
        minimum = Math.min(minimum, value);
        maximum = Math.max(maximum, value);
      } else {
        if (Double.isNaN(value)) {
          column[i] = Double.NaN;
        }
        count(inBlock, NonFiniteKind.of(value), firstCell + i);
      }
    }
    found.addAll(inBlock.values());
    inBlock.values()
        .forEach(cellsOfKind -> nonFinite.merge(cellsOfKind.kind(), cellsOfKind, NonFiniteCells::and));
  }

  private void count(Map<NonFiniteKind, NonFiniteCells> inBlock, NonFiniteKind kind, long cell) {
    NonFiniteCells known = inBlock.get(kind);
    inBlock.put(kind, known == null
        ? new NonFiniteCells(metric, kind, 1, cell, reasons.reason(metric, cell))
        : new NonFiniteCells(metric, kind, known.count() + 1, known.firstCell(), known.reason()));
  }

  /** Over all finished blocks. Zero has no sign here: which of the two zeros came first must not matter. */
  ColumnSummary summary() {
    boolean none = minimum > maximum;
    return new ColumnSummary(none ? OptionalDouble.empty() : OptionalDouble.of(minimum + 0.0),
        none ? OptionalDouble.empty() : OptionalDouble.of(maximum + 0.0),
        new ArrayList<>(nonFinite.values()));
  }
}
