package io.margrid.server.connection;

import java.util.OptionalLong;

/** So many a second: a twentieth of that at once, then one after the other. Not thread-safe. */
final class Pace {
  private static final long SECOND = 1_000_000_000;
  private static final long SLACK = SECOND / 20;

  private final long interval;
  private final long longestWait;
  private long next;

  /**
   * @param perSecond   0: as many as there are
   * @param longestWait nanoseconds that one may wait for its turn
   * @param now         in nanoseconds, as all times here
   */
  Pace(long perSecond, long longestWait, long now) {
    this.interval = perSecond == 0 ? 0 : SECOND / perSecond;
    this.longestWait = longestWait;
    this.next = now - SLACK;
  }

  /** Takes a turn: how long it is until then; absent, and no turn taken, if that is too long. */
  OptionalLong take(long now) {
    long turn = now - next > SLACK ? now - SLACK : next;
    long wait = Math.max(0, turn - now);
    if (wait > longestWait) {
      return OptionalLong.empty();
    }
    next = turn + interval;
    return OptionalLong.of(wait);
  }

  /** Whether it is as if no turn had ever been taken. */
  boolean atRest(long now) {
    return now - next >= SLACK;
  }
}
