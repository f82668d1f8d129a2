package io.margrid.server.config;

import java.time.Duration;

/**
 * What one call may be, and how long it may take.
 *
 * @param requestBytes of a request, and of an answer that is not a stream
 * @param maxWait      of a question for a thread
 * @param maxWaiting   small calls that may wait for a thread
 * @param stall        without room for a message, after which a stream is given up
 * @param longest      that a call may run
 */
public record CallLimits(int requestBytes, Duration maxWait, int maxWaiting, Duration stall,
    Duration longest) {

  static CallLimits of(SettingValues values) {
    return new CallLimits(values.whole(Setting.MAX_REQUEST_BYTES),
        Duration.ofMillis(values.number(Setting.MAX_WAIT)), values.whole(Setting.MAX_WAITING_CALLS),
        values.seconds(Setting.STALL_TIME), values.seconds(Setting.MAX_CALL_TIME));
  }
}
