package io.margrid.client.wire;

import static io.margrid.client.wire.ContractViolationException.require;

import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import io.margrid.v1.GridRange;
import io.margrid.v1.StreamGridRequest;
import java.util.List;

/** Holds a header against itself and against the request that it answers. */
final class HeaderCheck {
  /** Points of an axis, all members together, up to which logarithmic ones are given as values too. */
  private static final long MAX_VALUES = 65_536;
  /** Cell numbers stay exact as doubles. */
  private static final long MAX_CELLS = 1L << 53;
  private static final int DIGEST_BYTES = 32;

  private HeaderCheck() {}

  static void check(GridHeader header, StreamGridRequest request) {
    require(header.getLayout() == GridHeader.Layout.LAYOUT_DENSE, "header.layout", header.getLayoutValue(),
        "LAYOUT_DENSE, the only one that this client knows");
    require(header.getDigest().size() == DIGEST_BYTES, "header.digest", header.getDigest().size() + " bytes",
        DIGEST_BYTES + " bytes");
    checkShape(header);
    checkRange(header);
    checkAnswer(header, request);
    for (int i = 0; i < header.getAxesCount(); i++) {
      checkAxis(header.getAxes(i), "header.axes[" + i + "]");
    }
  }

  private static void checkShape(GridHeader header) {
    long cells = 1;
    long row = 1;
    for (int i = 0; i < header.getAxesCount(); i++) {
      row = header.getAxes(i).getCount();
      // Divided, not multiplied: a product of lies may wrap round to the truth.
      require(row >= 1 && row <= MAX_CELLS / cells, "header.axes[" + i + "].count", row,
          "at least 1, and at most 2^53 cells in all");
      cells *= row;
    }
    require(header.getCellCount() == cells, "header.cell_count", header.getCellCount(),
        cells + ", the product of the axes");
    require(header.getCellsPerRow() == row, "header.cells_per_row", header.getCellsPerRow(),
        row + ", the points of the last axis");
    require(header.getMetricsCount() > 0, "header.metrics", 0, "at least 1");
  }

  private static void checkRange(GridHeader header) {
    long first = header.getFirstCell();
    long cells = header.getCellCount();
    require(first >= 0 && first <= cells, "header.first_cell", first, "0 to " + cells);
    long count = header.getRangeCellCount();
    require(count >= 0 && count <= cells - first, "header.range_cell_count", count,
        "0 to " + (cells - first));
  }

  private static void checkAnswer(GridHeader header, StreamGridRequest request) {
    GridRange range = request.getRange();
    require(header.getFirstCell() == range.getFirstCell(), "header.first_cell", header.getFirstCell(),
        range.getFirstCell() + ", as asked");
    long count = range.hasCellCount() ? range.getCellCount() : header.getCellCount() - header.getFirstCell();
    require(header.getRangeCellCount() == count, "header.range_cell_count", header.getRangeCellCount(),
        count + ", as asked");
    require(range.getDigest().isEmpty() || range.getDigest().equals(header.getDigest()), "header.digest",
        "another",
        "the digest asked for");
    List<String> asked = request.getGrid().getMetricsList();
    List<String> answered = header.getMetricsList().stream().map(GridMetric::getName).toList();
    require(asked.isEmpty() || asked.equals(answered), "header.metrics", answered, asked + ", as asked");
  }

  private static void checkAxis(GridAxis axis, String place) {
    require(!axis.getName().isEmpty(), place + ".name", "''", "not empty");
    require(axis.getLabelsCount() == 0 || axis.getLabelsCount() == axis.getCount(), place + ".labels",
        axis.getLabelsCount(), "none or " + axis.getCount() + ", one per point");
    boolean valuesToo = axis.getCount() <= MAX_VALUES / Math.max(1, axis.getMembersCount());
    for (int i = 0; i < axis.getMembersCount(); i++) {
      checkMember(axis.getMembers(i), axis.getCount(), valuesToo, place + ".members[" + i + "]");
    }
  }

  private static void checkMember(GridAxisMember member, long points, boolean valuesToo, String place) {
    int values = member.getValuesCount();
    switch (member.getDefinitionCase()) {
      case LINEAR -> require(member.getLinear().getCount() == points && values == 0, place + ".linear",
          member.getLinear().getCount() + " points, " + values + " values", points + " points and no values");
      case LOGARITHMIC -> require(
          member.getLogarithmic().getCount() == points && values == (valuesToo ? points : 0),
          place + ".logarithmic", member.getLogarithmic().getCount() + " points, " + values + " values",
          points + " points, and their values up to " + MAX_VALUES + " on the axis");
      // Points that are series have no single value.
      case DEFINITION_NOT_SET -> require(values == 0 || values == points, place + ".values", values,
          points + ", one per point");
    }
  }
}
