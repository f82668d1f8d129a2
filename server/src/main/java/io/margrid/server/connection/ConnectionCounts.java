package io.margrid.server.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connections that were not let in or not left open, from the server's start on. Thread-safe. */
public final class ConnectionCounts {
  private final Map<ConnectionRefusal, Long> refused = new ConcurrentHashMap<>();
  private final Map<FrameType, Long> cutOff = new ConcurrentHashMap<>();

  ConnectionCounts() {}

  void refuse(ConnectionRefusal why) {
    refused.merge(why, 1L, Long::sum);
  }

  void cutOff(FrameType tooMany) {
    cutOff.merge(tooMany, 1L, Long::sum);
  }

  /** Those closed as soon as they were accepted, or when their turn would have come. */
  public long refused(ConnectionRefusal why) {
    return refused.getOrDefault(why, 0L);
  }

  /** Those closed for abuse, by the kind of the frame that was one too many. */
  public long cutOffFor(FrameType tooMany) {
    return cutOff.getOrDefault(tooMany, 0L);
  }
}
