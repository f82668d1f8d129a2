package io.margrid.core.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Collects nodes, each once. Not thread-safe. */
public final class GraphBuilder {
  /** Two nodes that differ in unit only stay apart, so that every node has one unit. */
  private record Key(Node node, Unit unit) {}

  /** Within one model an expression with the same names, numbers and shape is the same, given the unit that it takes. */
  private record LaterKey(String expression, Unit unit) {}

  /** The model has more nodes than allowed. */
  static final class TooManyNodesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyNodesException() {
      super(null, null, false, false);
    }
  }

  private final int maxNodes;
  private final List<Graph.Entry> entries = new ArrayList<>();
  private final Map<Key, Integer> ids = new HashMap<>();
  private final Map<LaterKey, Integer> laterIndexes = new HashMap<>();
  private final List<Supplier<OptionalInt>> later = new ArrayList<>();
  /** What became of each of {@link #later}. */
  private final List<Integer> resolved = new ArrayList<>();

  public GraphBuilder(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  public int constant(int constant, Unit unit, String origin) {
    return number(new Node.Constant(constant), unit, origin);
  }

  public int parameter(int parameter, Unit unit, String origin) {
    return number(new Node.Parameter(parameter), unit, origin);
  }

  int number(Node node, Unit unit, String origin) {
    return add(new Graph.Entry(node, unit, false, origin));
  }

  int truth(Node node, String origin) {
    return add(new Graph.Entry(node, Unit.ONE, true, origin));
  }

  private int add(Graph.Entry entry) {
    Key key = new Key(entry.node(), entry.unit());
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    if (entries.size() == maxNodes) {
      throw new TooManyNodesException();
    }
    entries.add(entry);
    ids.put(key, entries.size() - 1);
    return entries.size() - 1;
  }

  /**
   * A stand-in, as the source of a lag, for an expression that is added when all metrics are known. Equal expressions
   * have the same, so that lags of them are one node.
   *
   * @param expression in canonical form
   * @param add        adds it to this graph; empty if there is no room
   */
  int later(String expression, Unit unit, Supplier<OptionalInt> add) {
    int index = laterIndexes.computeIfAbsent(new LaterKey(expression, unit), _ -> {
      later.add(add);
      return later.size() - 1;
    });
    return -1 - index;
  }

  /**
   * Adds what lags with all first values read. To be called when every metric has its node.
   *
   * @return whether there was room for it
   */
  public boolean resolve() {
    while (resolved.size() < later.size()) {
      OptionalInt id = later.get(resolved.size()).get();
      if (id.isEmpty()) {
        return false;
      }
      resolved.add(id.getAsInt());
    }
    return true;
  }

  private Graph.Entry resolved(Graph.Entry entry) {
    return entry.node() instanceof Node.Lag(int source, int periods, List<Integer> firsts) && source < 0
        ? new Graph.Entry(new Node.Lag(resolved.get(-1 - source), periods, firsts), entry.unit(),
            entry.truth(),
            entry.origin())
        : entry;
  }

  int maxNodes() {
    return maxNodes;
  }

  Unit unit(int id) {
    return entries.get(id).unit();
  }

  boolean isTruth(int id) {
    return entries.get(id).truth();
  }

  /** The graph; {@link #resolve} comes before. */
  public Graph build() {
    return new Graph(entries.stream().map(this::resolved).toList());
  }
}
