package io.margrid.client;

import io.grpc.CallOptions;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/**
 * When the next call may be made on behalf of a subscriber whose last one failed: as the policy says, within the
 * deadline that all of them share, and not at all once nobody waits for it.
 *
 * @param caller  makes the calls
 * @param options of every call, with the deadline of the whole
 */
record Attempts(Connection connection, CallerContext caller, CallOptions options, ResumePolicy policy) {

  /**
   * Waits until the next call may be made, or fails as the last one did.
   *
   * @param failures in a row, this one included
   */
  Mono<Boolean> next(Throwable failure, int failures) {
    if (connection.isClosed() || caller.isCancelled()) {
      return Mono.error(failure);
    }
    Optional<Duration> asked = failure instanceof MargridException known ? known.retryDelay()
        : Optional.empty();
    return policy.waitBefore(failures, asked, ThreadLocalRandom.current().nextDouble())
        .map(wait -> connection.pause(withinDeadline(wait))).orElseGet(() -> Mono.error(failure));
  }

  private Duration withinDeadline(Duration wait) {
    Deadline deadline = options.getDeadline();
    if (deadline == null) {
      return wait;
    }
    long left = Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
    return Duration.ofNanos(Math.min(left, wait.toNanos()));
  }
}
