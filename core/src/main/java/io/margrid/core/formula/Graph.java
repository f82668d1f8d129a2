package io.margrid.core.formula;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All formulas of a model as one list of steps. Equal sub-expressions are one node. The operands of a node have
 * smaller ids than the node: ids ascend in dependency order. Only the source of a {@link Node.Lag} may stand anywhere:
 * it is read in an earlier period. Immutable.
 */
public final class Graph {
  /**
   * @param truth  whether the value is a truth value; then the unit is {@link Unit#ONE}
   * @param origin the metric in whose formula the node first occurs
   */
  record Entry(Node node, Unit unit, boolean truth, String origin) {}

  private final List<Entry> entries;
  private final int[] phases;
  /** Ids by phase, ascending in each. */
  private final int[][] idsByPhase;

  /** @throws IllegalArgumentException if what a node reads over all periods depends on the node itself */
  Graph(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    this.phases = Phases.of(this.entries.stream().map(Entry::node).toList());
    this.idsByPhase = IntStream.rangeClosed(0, Arrays.stream(phases).max().orElse(0))
        .mapToObj(phase -> IntStream.range(0, phases.length).filter(id -> phases[id] == phase).toArray())
        .toArray(int[][]::new);
  }

  /** Number of nodes; ids are 0 to size - 1. */
  public int size() {
    return entries.size();
  }

  public Node node(int id) {
    return entries.get(id).node();
  }

  /** Unit of the node's value; {@link Unit#ONE} for a truth value. */
  public Unit unit(int id) {
    return entries.get(id).unit();
  }

  /** Whether the node's value is a truth value: 1.0 or 0.0, the outcome of a comparison. */
  public boolean isTruth(int id) {
    return entries.get(id).truth();
  }

  /** Name of the metric in whose formula the node first occurs, in dependency order of the metrics. */
  public String origin(int id) {
    return entries.get(id).origin();
  }

  /**
   * How many complete runs through all periods must be done before the node can be computed: 0 but for what reads a
   * value of all periods, or depends on such a node.
   */
  public int phase(int id) {
    return phases[id];
  }

  /** Number of runs through all periods that the whole graph takes; at least 1. */
  public int phaseCount() {
    return idsByPhase.length;
  }

  /** The nodes of a phase in dependency order: the array itself, not to be changed. */
  int[] idsOf(int phase) {
    return idsByPhase[phase];
  }
}
