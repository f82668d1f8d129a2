package io.margrid.client;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an exception carries. Absent texts are empty. */
record Failure(Status.Code code, String message, String reason, String domain, Map<String, String> metadata,
    List<Violation> violations, int violationsOmitted, Optional<Duration> retryDelay,
    Optional<Throwable> cause) {

  /** Found by this client, not told by a server. */
  static Failure local(Status.Code code, String reason, String message, Map<String, String> metadata) {
    return new Failure(code, message, reason, "client.margrid.io", metadata, List.of(), 0, Optional.empty(),
        Optional.empty());
  }
}
