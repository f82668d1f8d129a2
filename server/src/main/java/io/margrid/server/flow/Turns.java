package io.margrid.server.flow;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Threads that take the turns of a stream.
 *
 * @param threads    take them, in order
 * @param othersWait whether a turn waits for a thread: who is at work then queues its next one behind it, and else goes
 *                   on
 */
public record Turns(Executor threads, BooleanSupplier othersWait) {
  /** The same threads, by way of another executor. */
  public Turns through(Executor executor) {
    return new Turns(executor, othersWait);
  }

  void queue(Runnable turn) {
    threads.execute(turn);
  }

  boolean wanted() {
    return othersWait.getAsBoolean();
  }
}
