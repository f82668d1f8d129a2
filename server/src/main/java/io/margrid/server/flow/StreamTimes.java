package io.margrid.server.flow;

import java.time.Duration;

/**
 * How long streams may take.
 *
 * @param stall   without room for a message
 * @param stalled what a call ends with after that
 * @param longest from its beginning
 * @param tooLong what a call ends with after that
 */
public record StreamTimes(Duration stall, Throwable stalled, Duration longest, Throwable tooLong) {}
