package io.margrid.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Puts metrics after those that they use, without recursion. */
final class MetricOrder {
  /** A metric that is being visited, and how many of its dependencies have been followed. */
  private static final class Visit {
    private final int metric;
    private int followed;

    private Visit(int metric) {
      this.metric = metric;
    }
  }

  private enum State {
    NEW, OPEN, DONE
  }

  private final List<List<Integer>> dependencies;
  private final State[] states;
  private final boolean[] onReportedCycle;
  /** Metrics at which a cycle has closed already: looking at one cycle for each keeps the work within n * n. */
  private final boolean[] closed;
  private final List<Integer> order = new ArrayList<>();
  private final List<List<Integer>> cycles = new ArrayList<>();
  private final Deque<Visit> open = new ArrayDeque<>();

  /** @param dependencies by metric, the metrics that it uses */
  MetricOrder(List<List<Integer>> dependencies) {
    this.dependencies = dependencies;
    this.states = new State[dependencies.size()];
    this.onReportedCycle = new boolean[dependencies.size()];
    this.closed = new boolean[dependencies.size()];
    Arrays.fill(states, State.NEW);
    for (int metric = 0; metric < states.length; metric++) {
      visitFrom(metric);
    }
  }

  /** All metrics, each after those that it uses, but for uses that close a cycle. */
  List<Integer> order() {
    return order;
  }

  /**
   * Cycles, at least one in every set of metrics that all depend on each other, no metric in two of them. Each begins
   * with its first metric in the order of the model, and every metric uses the next, the last one the first.
   */
  List<List<Integer>> cycles() {
    return cycles;
  }

  private void visitFrom(int metric) {
    enter(metric);
    while (!open.isEmpty()) {
      Visit visit = open.getLast();
      List<Integer> uses = dependencies.get(visit.metric);
      if (visit.followed < uses.size()) {
        enter(uses.get(visit.followed++));
      } else {
        states[visit.metric] = State.DONE;
        order.add(visit.metric);
        open.removeLast();
      }
    }
  }

  private void enter(int metric) {
    switch (states[metric]) {
      case NEW -> {
        states[metric] = State.OPEN;
        open.addLast(new Visit(metric));
      }
      case OPEN -> closeCycle(metric);
      case DONE -> {
      }
    }
  }

  private void closeCycle(int metric) {
    // Asked first, since where all metrics use each other there are as many cycles as pairs of them.
    if (onReportedCycle[metric]) {
      return;
    }
    if (closed[metric]) {
      return;
    }
    closed[metric] = true;
    List<Integer> cycle = new ArrayList<>(open.stream().map(visit -> visit.metric)
        .dropWhile(visited -> visited != metric).toList());
    if (cycle.stream().anyMatch(visited -> onReportedCycle[visited])) {
      return;
    }
    cycle.forEach(visited -> onReportedCycle[visited] = true);
    Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
    cycles.add(cycle);
  }
}
