package io.margrid.core.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Four neighbouring points of a grid.
 *
 * @param row    of the corner with the least indices
 * @param column of that corner
 * @param corners a bit for each corner that lies at or above the target: 1 for (row, column), 2 for (row, column + 1), 4
 *               for (row + 1, column + 1), 8 for (row + 1, column); 0 if one is not finite
 */
record Square(int row, int column, int corners) {
  static Square of(double[] values, int columns, int row, int column, double target) {
    int first = row * columns + column;
    int[] cells = {first, first + 1, first + columns + 1, first + columns};
    int corners = 0;
    for (int i = 0; i < cells.length; i++) {
      if (!Double.isFinite(values[cells[i]])) {
        return new Square(row, column, 0);
      }
      corners |= values[cells[i]] >= target ? 1 << i : 0;
    }
    return new Square(row, column, corners);
  }

  boolean isSaddle() {
    return corners == 0b0101 || corners == 0b1010;
  }

  /**
   * The pieces of the contour in this square, each from edge to edge.
   *
   * @param centreAbove of a saddle: whether its middle lies at or above the target
   */
  List<int[]> segments(GridEdges edges, boolean centreAbove) {
    // Edge i lies between the corners i and i + 1.
    int[] ring = {edges.across(row, column), edges.down(row, column + 1), edges.across(row + 1, column),
        edges.down(row, column)};
    List<int[]> segments = new ArrayList<>();
    if (isSaddle()) {
      // The middle joins two opposite corners: the other two are cut off, each by the edges beside it.
      int cutOff = (corners == 0b0101) == centreAbove ? 1 : 0;
      add(ring[(cutOff + 3) % 4], ring[cutOff], edges, segments);
      add(ring[cutOff + 1], ring[cutOff + 2], edges, segments);
    } else {
      int[] crossed = crossed(ring);
      if (crossed.length == 2) {
        add(crossed[0], crossed[1], edges, segments);
      }
    }
    return segments;
  }

  private int[] crossed(int[] ring) {
    List<Integer> crossed = new ArrayList<>();
    for (int i = 0; i < ring.length; i++) {
      if ((corners >> i & 1) != (corners >> (i + 1) % ring.length & 1)) {
        crossed.add(ring[i]);
      }
    }
    return crossed.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void add(int one, int other, GridEdges edges, List<int[]> segments) {
    if (edges.points().containsKey(one) && edges.points().containsKey(other)) {
      segments.add(new int[]{one, other});
    }
  }
}
