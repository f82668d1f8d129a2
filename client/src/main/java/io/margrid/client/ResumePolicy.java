package io.margrid.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How a stream that breaks goes on, and how a question that found no server is asked again. Before the <em>n</em>-th
 * attempt since the last cell that arrived the client waits {@code firstBackoff} × 2<sup>n − 1</sup>, but no longer than
 * {@code longestBackoff}, shortened at random by up to half. Where the server asks for a longer wait, it gets it, and the
 * random part on top.
 *
 * @param attempts       how many attempts in a row may bring no cell before the failure is signalled; 0 switches
 *                       resuming off
 * @param firstBackoff   more than zero
 * @param longestBackoff at least {@code firstBackoff}
 * @param longestWait    a server that asks to wait longer than this ends the stream with its failure; not negative
 */
public record ResumePolicy(int attempts, Duration firstBackoff, Duration longestBackoff,
    Duration longestWait) {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final ResumePolicy STANDARD = new ResumePolicy(10, Duration.ofMillis(100),
      Duration.ofSeconds(5), Duration.ofMinutes(1));

  /** Checks its values. */
  public ResumePolicy {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: not negative)");
    }
    within("firstBackoff", firstBackoff, Duration.ofNanos(1));
    within("longestBackoff", longestBackoff, firstBackoff);
    within("longestWait", longestWait, Duration.ZERO);
  }

  /** 10 attempts, 100 ms to 5 s between them, and up to a minute if the server asks for it. */
  public static ResumePolicy standard() {
    return STANDARD;
  }

  /** The first failure is signalled. */
  public static ResumePolicy off() {
    return new ResumePolicy(0, STANDARD.firstBackoff, STANDARD.longestBackoff, STANDARD.longestWait);
  }

  /** This one with another number of attempts. */
  public ResumePolicy withAttempts(int count) {
    return new ResumePolicy(count, firstBackoff, longestBackoff, longestWait);
  }

  /**
   * How long to wait before an attempt; empty if there is to be none.
   *
   * @param attempt since the last cell that arrived, from 1
   * @param asked   by the server
   * @param random  0 to 1
   */
  Optional<Duration> waitBefore(int attempt, Optional<Duration> asked, double random) {
    Duration least = asked.orElse(Duration.ZERO);
    if (attempt > attempts || least.compareTo(longestWait) > 0) {
      return Optional.empty();
    }
    double whole = Math.min((double) longestBackoff.toNanos(),
        (double) firstBackoff.toNanos() * Math.pow(2, attempt - 1));
    Duration backoff = Duration.ofNanos((long) (whole * (1 + random) / 2));
    return Optional
        .of(least.compareTo(backoff) <= 0 ? backoff : least.plusNanos((long) (whole * random / 2)));
  }

  private static void within(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + LONGEST + ")");
    }
  }
}
