package io.margrid.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Sorts metrics into sets of those that all depend on each other, by Tarjan's algorithm without recursion. A metric that
 * does not depend on itself is a set of its own.
 */
final class Components {
  private static final int NEW = -1;

  private final List<List<Integer>> dependencies;
  /** By metric: when it was first visited, and the earliest metric on the stack that it reaches. */
  private final int[] visited;
  private final int[] earliest;
  private final int[] followed;
  private final int[] componentOf;
  private final Deque<Integer> path = new ArrayDeque<>();
  private final Deque<Integer> open = new ArrayDeque<>();
  private final List<List<Integer>> components = new ArrayList<>();
  private int clock;

  /** @param dependencies by metric, the metrics that it uses */
  Components(List<List<Integer>> dependencies) {
    this.dependencies = dependencies;
    this.visited = filled(dependencies.size());
    this.earliest = new int[dependencies.size()];
    this.followed = new int[dependencies.size()];
    this.componentOf = filled(dependencies.size());
    for (int metric = 0; metric < visited.length; metric++) {
      if (visited[metric] == NEW) {
        visitFrom(metric);
      }
    }
  }

  private static int[] filled(int size) {
    int[] filled = new int[size];
    Arrays.fill(filled, NEW);
    return filled;
  }

  private void visitFrom(int metric) {
    enter(metric);
    while (!path.isEmpty()) {
      int current = path.getLast();
      List<Integer> uses = dependencies.get(current);
      if (followed[current] < uses.size()) {
        follow(current, uses.get(followed[current]++));
      } else {
        leave(current);
      }
    }
  }

  private void enter(int metric) {
    visited[metric] = clock;
    earliest[metric] = clock++;
    path.addLast(metric);
    open.addLast(metric);
  }

  private void follow(int metric, int used) {
    if (visited[used] == NEW) {
      enter(used);
    } else if (componentOf[used] == NEW) {
      earliest[metric] = Math.min(earliest[metric], visited[used]);
    }
  }

  private void leave(int metric) {
    path.removeLast();
    if (!path.isEmpty()) {
      int user = path.getLast();
      earliest[user] = Math.min(earliest[user], earliest[metric]);
    }
    if (earliest[metric] == visited[metric]) {
      close(metric);
    }
  }

  private void close(int first) {
    List<Integer> component = new ArrayList<>();
    int metric;
    do {
      metric = open.removeLast();
      componentOf[metric] = components.size();
      component.add(metric);
    } while (metric != first);
    Collections.sort(component);
    components.add(component);
  }

  /** Each after those that its metrics use; metrics within one in the order of the model. */
  List<List<Integer>> inOrder() {
    return components;
  }

  /** Whether the two depend on each other, or are the same. */
  boolean areTogether(int metric, int other) {
    return componentOf[metric] == componentOf[other];
  }

  /** Whether the metric depends on itself. */
  boolean isRecurrent(int metric) {
    return components.get(componentOf[metric]).size() > 1 || dependencies.get(metric).contains(metric);
  }

  /**
   * A shortest way from a metric back to itself.
   *
   * @param metric recurrent
   * @param next   a metric of the same set that it uses
   * @return beginning with the metric and the next one, each using the one after it, the last one the first
   */
  List<Integer> cycle(int metric, int next) {
    int[] from = filled(visited.length);
    Deque<Integer> queue = new ArrayDeque<>(List.of(next));
    from[next] = next;
    while (from[metric] == NEW) {
      int current = queue.removeFirst();
      for (int used : dependencies.get(current)) {
        if (areTogether(used, metric) && from[used] == NEW) {
          from[used] = current;
          queue.addLast(used);
        }
      }
    }
    Deque<Integer> cycle = new ArrayDeque<>();
    for (int step = metric == next ? next : from[metric]; step != next; step = from[step]) {
      cycle.addFirst(step);
    }
    if (metric != next) {
      cycle.addFirst(next);
    }
    cycle.addFirst(metric);
    return List.copyOf(cycle);
  }
}
