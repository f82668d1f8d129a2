package io.margrid.core.engine;

import io.margrid.core.formula.Graph;
import io.margrid.core.formula.Node;
import io.margrid.core.grid.GridShape;
import io.margrid.core.kernel.Aggregation;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.Hoisting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which nodes a program computes, where each of them runs, and which buffers it gets. A node that is read beside where
 * it runs keeps its buffers: one for each period if it varies. On the innermost level all other buffers are used again
 * once their last reader has run.
 */
final class BufferPlan {
  /** Where a node runs: in which phase, and there once or in every period. */
  record Place(int phase, boolean inPeriods) {}

  private final Graph graph;
  private final GridShape shape;
  private final Hoisting hoisting;
  private final int periods;
  private final int rank;
  private final int lanes;
  private final boolean tabulated;
  private final BitSet needed;
  private final BitSet kept;
  private final Map<Integer, List<Integer>> lastReadBy = new HashMap<>();
  private final Map<Place, Deque<double[]>> free = new HashMap<>();
  private final Map<Integer, double[]> reusable = new HashMap<>();
  private final int[] counts;
  private int touched;

  /** @param lanes the most of a run; 0: buffers are only counted */
  BufferPlan(GridPlan plan, int rank, int[] wanted, int lanes, boolean tabulated) {
    this.graph = plan.model().graph();
    this.shape = plan.laneShape();
    this.hoisting = plan.hoisting();
    this.periods = plan.model().periodCount();
    this.rank = rank;
    this.lanes = lanes;
    this.tabulated = tabulated;
    this.needed = findNeeded(wanted);
    this.kept = new BitSet();
    this.counts = new int[rank + 1];
    Arrays.stream(wanted).forEach(kept::set);
    needed.stream().filter(this::isComputed).forEach(this::findReads);
    findLastReaders();
  }

  /** What the wanted nodes need, not looking below constants and tables. */
  private BitSet findNeeded(int[] wanted) {
    BitSet found = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(IntStream.of(wanted).boxed().toList());
    while (!open.isEmpty()) {
      int node = open.pop();
      if (!found.get(node)) {
        found.set(node);
        if (isComputed(node)) {
          IntStream.of(graph.node(node).allOperands()).forEach(open::push);
        }
      }
    }
    return found;
  }

  private boolean isComputed(int node) {
    return hoisting.level(node) > 0 && !isTabulated(node);
  }

  /** Whether the node is read from a table. */
  boolean isTabulated(int node) {
    return tabulated && hoisting.cycle(node) > 0;
  }

  /** Marks what must be kept because of what the node reads. */
  private void findReads(int node) {
    switch (graph.node(node)) {
      case Node.Lag lag -> kept.set(lag.source());
      case Node.TrailingSum sum -> {
        kept.set(sum.operand());
        kept.set(sum.window());
      }
      case Node.Cumulative _,Node.Aggregate _,Node.PresentValue _ -> kept.set(node);
      case Node.Literal _,Node.Constant _,Node.Parameter _,Node.Unary _,Node.Binary _,Node.Power _,Node.Select _,Node.PeriodIndex _ ->
        {
        }
    }
    for (int operand : graph.node(node).operands()) {
      if (hoisting.level(operand) != hoisting.level(node) || !isComputedByStep(operand)
          || !place(operand).equals(place(node))) {
        kept.set(operand);
      }
    }
  }

  private boolean isComputedByStep(int node) {
    return isComputed(node) && !(graph.node(node) instanceof Node.Parameter);
  }

  /** Where a computed node runs. What sums over all periods runs in them, and is complete for the phase after. */
  Place place(int node) {
    int phase = graph.phase(node);
    return switch (graph.node(node)) {
      case Node.Aggregate(Aggregation operation, int _) when operation == Aggregation.IRR ->
        new Place(phase, false);
      case Node.Aggregate _,Node.PresentValue _ -> new Place(phase - 1, true);
      case Node.Literal _,Node.Constant _,Node.Parameter _,Node.Unary _,Node.Binary _,Node.Power _,Node.Select _,Node.PeriodIndex _,Node.Lag _,Node.Cumulative _,Node.TrailingSum _ ->
        new Place(phase, hoisting.varies(node));
    };
  }

  private void findLastReaders() {
    Map<Integer, Integer> last = new HashMap<>();
    needed.stream().filter(this::isComputed).forEach(node -> {
      for (int operand : graph.node(node).allOperands()) {
        last.merge(operand, node, Math::max);
      }
    });
    last.forEach((operand, reader) -> {
      if (isReusable(operand)) {
        lastReadBy.computeIfAbsent(reader, _ -> new ArrayList<>()).add(operand);
      }
    });
  }

  /** Whether the node's buffer is used again once its last reader has run. */
  boolean isReusable(int node) {
    return hoisting.level(node) == rank && !kept.get(node) && isComputedByStep(node);
  }

  /** In the order of ids, which is that of dependencies but for lags. */
  BitSet needed() {
    return needed;
  }

  /** Whether the node has a buffer for each period. */
  private boolean hasHistory(int node) {
    return needed.get(node) && hoisting.varies(node) && (kept.get(node) || !isComputedByStep(node));
  }

  /** Buffers for what the node computes. */
  Lanes allocate(int node) {
    int level = hoisting.level(node);
    if (hasHistory(node)) {
      return make(periods, level);
    }
    if (!isReusable(node)) {
      return make(1, level);
    }
    double[] used = free.computeIfAbsent(place(node), _ -> new ArrayDeque<>()).poll();
    double[] buffer = used == null ? state(level) : used;
    reusable.put(node, buffer);
    return Lanes.single(buffer);
  }

  /** Buffers for as many periods as an outer node has, on an inner level. */
  Lanes allocateSpread(int buffers, int level) {
    return make(buffers, level);
  }

  /** Buffers that an outer node has: one for each period if its own are kept. */
  int count(int node) {
    return hasHistory(node) ? periods : 1;
  }

  /** A buffer that nothing else uses. */
  double[] state(int level) {
    return make(1, level).in(0);
  }

  private Lanes make(int buffers, int level) {
    counts[level] += buffers;
    if (level == rank || level == 0) {
      touched++;
    }
    return lanes == 0 ? Lanes.none() : Lanes.history(buffers, Layout.capacity(shape, rank, level, lanes));
  }

  /** Frees the buffers of the nodes whose last reader was this one. */
  void release(int reader) {
    for (int node : lastReadBy.getOrDefault(reader, List.of())) {
      double[] buffer = reusable.get(node);
      if (buffer != null) {
        free.computeIfAbsent(place(node), _ -> new ArrayDeque<>()).add(buffer);
      }
    }
  }

  /** What has been allocated, or counted, so far. */
  Layout layout() {
    return new Layout(shape, rank, touched, counts);
  }
}
