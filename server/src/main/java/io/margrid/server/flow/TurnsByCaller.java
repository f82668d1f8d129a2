package io.margrid.server.flow;

import io.margrid.server.admission.Caller;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Shares the threads of streams between callers: the turns of each wait in a line of their own, and a thread that is
 * free takes one of the caller who has waited longest since his last. So many streams of one caller are as long in the
 * way of another's only stream as one would be. Callers of whom no turn waits take no room. Thread-safe.
 */
public final class TurnsByCaller {
  private final Executor threads;
  private final BooleanSupplier othersWait;
  /** None is empty. */
  private final Map<Caller, Line> lines = new HashMap<>();
  /** The same, the next first. */
  private final Queue<Line> order = new ArrayDeque<>();

  private record Line(Caller caller, Queue<Runnable> turns) {}

  /**
   * Turns of all callers.
   *
   * @param threads    take them, in order; never the thread that queues one
   * @param othersWait whether a turn waits for a thread
   */
  public TurnsByCaller(Executor threads, BooleanSupplier othersWait) {
    this.threads = threads;
    this.othersWait = othersWait;
  }

  /** The turns of a caller's streams. */
  public Turns of(Caller caller) {
    return new Turns(turn -> queue(caller, turn), othersWait);
  }

  /**
   * For each turn that waits a task waits in the pool, which only says that it is time for one, not for whose. The pool is
   * asked first, as it may throw: a turn without a task would leave another one waiting from then on. A task that is quicker
   * than this waits for it in {@link #next}.
   */
  private synchronized void queue(Caller caller, Runnable turn) {
    threads.execute(() -> next().run());
    lines.computeIfAbsent(caller, this::begin).turns.add(turn);
  }

  private Line begin(Caller caller) {
    Line line = new Line(caller, new ArrayDeque<>());
    order.add(line);
    return line;
  }

  private synchronized Runnable next() {
    Line line = order.remove();
    Runnable turn = line.turns.remove();
    if (line.turns.isEmpty()) {
      lines.remove(line.caller);
    } else {
      order.add(line);
    }
    return turn;
  }

  /** Callers of whom a turn waits. */
  synchronized int waitingCallers() {
    return lines.size();
  }
}
