package io.margrid.server.admission;

import io.margrid.server.error.RefusedException;

/** The place of a question with one answer. Thread-safe. */
public final class WorkPlace {
  private final Admission admission;
  private final Caller caller;
  private long counted;
  private boolean left;

  WorkPlace(Admission admission, Caller caller) {
    this.admission = admission;
    this.caller = caller;
  }

  /**
   * Takes more, now that more is known of the question. Does nothing once the place is left.
   *
   * @param work nodes × cells, at least 0
   * @throws RefusedException if there is no room; what was taken before stays taken
   */
  public synchronized void add(long work) {
    if (!left) {
      counted += admission.take(caller, work);
    }
  }

  /** Gives all of it back. Does nothing the second time. */
  public synchronized void leave() {
    if (!left) {
      left = true;
      admission.giveBack(caller, counted);
    }
  }
}
