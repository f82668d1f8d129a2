package io.margrid.core.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins pieces from edge to edge into lines. An edge belongs to two cells at most, so at most two pieces meet there. */
final class Contours {
  private final Map<Integer, List<Integer>> neighbours = new HashMap<>();
  private final Map<Integer, Frontier.Point> points;
  private final Set<Integer> open = new LinkedHashSet<>();

  private Contours(List<int[]> segments, Map<Integer, Frontier.Point> points) {
    this.points = points;
    for (int[] segment : segments) {
      join(segment[0], segment[1]);
      join(segment[1], segment[0]);
    }
  }

  /**
   * The lines, in no particular order, but always the same.
   *
   * @param segments pairs of edges
   * @param points   where the edges are crossed
   */
  static List<Frontier.Line> trace(List<int[]> segments, Map<Integer, Frontier.Point> points) {
    return new Contours(segments, points).trace();
  }

  private void join(int from, int to) {
    neighbours.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
    open.add(from);
  }

  private List<Frontier.Line> trace() {
    List<Frontier.Line> lines = new ArrayList<>();
    List<Integer> ends = open.stream().filter(edge -> neighboursOf(edge).size() == 1).toList();
    for (int end : ends) {
      if (open.contains(end)) {
        add(follow(end), false, lines);
      }
    }
    while (!open.isEmpty()) {
      add(follow(open.iterator().next()), true, lines);
    }
    return lines;
  }

  private List<Integer> neighboursOf(int edge) {
    return neighbours.getOrDefault(edge, List.of());
  }

  private List<Integer> follow(int start) {
    List<Integer> edges = new ArrayList<>();
    int edge = start;
    while (open.remove(edge)) {
      edges.add(edge);
      for (int next : neighboursOf(edge)) {
        if (open.contains(next)) {
          edge = next;
          break;
        }
      }
    }
    return edges;
  }

  /** Where a corner of the grid meets the target exactly, the edges around it are crossed at the same point. */
  private void add(List<Integer> edges, boolean closed, List<Frontier.Line> lines) {
    List<Frontier.Point> line = new ArrayList<>();
    for (int edge : edges) {
      Frontier.Point point = points.get(edge);
      if (point != null && (line.isEmpty() || !line.getLast().equals(point))) {
        line.add(point);
      }
    }
    if (closed && line.size() > 1 && line.getFirst().equals(line.getLast())) {
      line.removeLast();
    }
    if (line.size() > 1) {
      lines.add(new Frontier.Line(closed, line));
    }
  }
}
