package io.margrid.core.analysis;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.kernel.UnaryOperation;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Points at which a metric turns from one formula to another: where the operands of a {@code min}, {@code max},
 * {@code clamp} or comparison meet, or that of {@code abs} is zero. Between two points of a scan a metric may cross a target
 * and come back; if it turns at a kink, the kink parts the two roots.
 *
 * <p>Looked for is where the operands change their order along the scan, in the period asked: the kinks of other periods
 * are not, nor those of nodes beyond the first {@value #MAX_NODES}.
 */
final class Kinks {
  private static final int MAX_NODES = 32;
  private static final int ZERO = -1;

  /** Nodes that meet at a kink; the right one may be {@link #ZERO}. */
  private record Meeting(int left, int right) {}

  private final SolvePlan plan;
  private final List<Meeting> meetings;

  private Kinks(SolvePlan plan, List<Meeting> meetings) {
    this.plan = plan;
    this.meetings = meetings;
  }

  static Kinks of(SolvePlan plan) {
    GridPlan scan = plan.scan();
    Graph graph = scan.model().graph();
    int innermost = scan.laneShape().rank();
    return new Kinks(plan,
        IntStream.range(0, graph.size())
            .filter(node -> scan.hoisting().isNeeded(node) && scan.hoisting().level(node) == innermost)
            .mapToObj(node -> meeting(graph.node(node))).flatMap(Optional::stream).distinct()
            .limit(MAX_NODES).toList());
  }

  private static Optional<Meeting> meeting(Node node) {
    if (node instanceof Node.Unary(var operation, int operand)) {
      return operation == UnaryOperation.ABS ? Optional.of(new Meeting(operand, ZERO)) : Optional.empty();
    }
    if (!(node instanceof Node.Binary(var operation, int left, int right))) {
      return Optional.empty();
    }
    return switch (operation) {
      case MINIMUM, MAXIMUM, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL ->
        Optional.of(new Meeting(left, right));
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, AND, OR -> Optional.empty();
    };
  }

  /** The scan with two more columns for each meeting: its nodes; the zero's is the left node again. */
  GridPlan scan() {
    IntStream.Builder nodes = IntStream.builder();
    nodes.add(plan.scan().metrics().getFirst().node());
    for (Meeting meeting : meetings) {
      nodes.add(meeting.left());
      nodes.add(meeting.right() == ZERO ? meeting.left() : meeting.right());
    }
    return plan.scan().measuring(nodes.build().toArray());
  }

  /**
   * Adds the two doubles at each kink to the rows.
   *
   * @param columns of {@link #scan}, the rows one after the other
   */
  List<ScannedRow> addTo(List<ScannedRow> rows, double[][] columns, Stop stop) {
    List<Crossing> found = new ArrayList<>();
    for (int i = 0; i < meetings.size(); i++) {
      List<Crossing> crossings = new ArrayList<>();
      double[] left = columns[1 + 2 * i];
      double[] right = meetings.get(i).right() == ZERO ? new double[left.length] : columns[2 + 2 * i];
      int offset = 0;
      for (ScannedRow row : rows) {
        crossings.addAll(difference(row, left, right, offset).crossings(0));
        offset += row.points().length;
      }
      Refinement.narrow(crossings, residual(meetings.get(i)), stop);
      found.addAll(crossings);
    }
    return found.isEmpty() ? rows : merge(rows, found, stop);
  }

  private static ScannedRow difference(ScannedRow row, double[] left, double[] right, int offset) {
    double[] difference = new double[row.points().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = left[offset + i] - right[offset + i];
    }
    return new ScannedRow(row.lane(), row.points(), difference);
  }

  private Residual residual(Meeting meeting) {
    return meeting.right() == ZERO
        ? Residual.of(plan.scan().measuring(meeting.left()), plan.scanAxis(), 0)
        : Residual.ofDifference(plan.scan().measuring(meeting.left(), meeting.right()), plan.scanAxis());
  }

  private List<ScannedRow> merge(List<ScannedRow> rows, List<Crossing> kinks, Stop stop) {
    long[] lanes = new long[2 * kinks.size()];
    double[] points = new double[lanes.length];
    Map<Long, List<Integer>> byLane = new HashMap<>();
    for (int i = 0; i < lanes.length; i++) {
      Crossing kink = kinks.get(i / 2);
      lanes[i] = kink.lane();
      points[i] = i % 2 == 0 ? kink.lower() : kink.upper();
      byLane.computeIfAbsent(kink.lane(), _ -> new ArrayList<>()).add(i);
    }
    double[] values = Columns
        .of(plan.scan().pick(lanes, Map.of(plan.scanAxis(), points)), stop)[0];
    return rows.stream().map(row -> merge(row, byLane.getOrDefault(row.lane(), List.of()), points, values))
        .toList();
  }

  private static ScannedRow merge(ScannedRow row, List<Integer> added, double[] points, double[] values) {
    int scanned = row.points().length;
    double[] allPoints = Arrays.copyOf(row.points(), scanned + added.size());
    double[] allValues = Arrays.copyOf(row.values(), scanned + added.size());
    for (int i = 0; i < added.size(); i++) {
      allPoints[scanned + i] = points[added.get(i)];
      allValues[scanned + i] = values[added.get(i)];
    }
    int[] order = IntStream.range(0, allPoints.length).boxed()
        .sorted((a, b) -> Double.compare(allPoints[a], allPoints[b])).mapToInt(Integer::intValue).toArray();
    return new ScannedRow(row.lane(), Arrays.stream(order).mapToDouble(i -> allPoints[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> allValues[i]).toArray());
  }
}
