package io.margrid.core.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects nodes, each once. Not thread-safe. */
public final class GraphBuilder {
  /** Two nodes that differ in unit only stay apart, so that every node has one unit. */
  private record Key(Node node, Unit unit) {}

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

  int maxNodes() {
    return maxNodes;
  }

  Unit unit(int id) {
    return entries.get(id).unit();
  }

  boolean isTruth(int id) {
    return entries.get(id).truth();
  }

  public Graph build() {
    return new Graph(entries);
  }
}
