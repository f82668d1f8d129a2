package io.margrid.server.error;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ends a call for a reason that is neither a fault of the question nor one of the server. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final long RETRY_MILLIS = 1_000;

  private final Refusal refusal;
  private final transient Map<String, String> metadata;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param message    for people, one line
   * @param metadata   every value that stands in the message, by name
   * @param retryAfter when to try again
   */
  private RefusedException(Refusal refusal, String message, Map<String, String> metadata,
      Optional<Duration> retryAfter) {
    super(message, null, false, false);
    this.refusal = refusal;
    this.metadata = Map.copyOf(metadata);
    this.retryAfter = retryAfter;
  }

  /**
   * @param message  for people, one line
   * @param metadata every value that stands in the message, by name
   */
  public RefusedException(Refusal refusal, String message, Map<String, String> metadata) {
    this(refusal, message, metadata, Optional.empty());
  }

  /** A request of more bytes than the limit. */
  public static RefusedException requestTooLarge(int limit) {
    return new RefusedException(Refusal.REQUEST_TOO_LARGE,
        "request: too large (expected: at most " + limit + " bytes)",
        Map.of("max_request_bytes", "" + limit));
  }

  /** An answer of more bytes than the limit. */
  public static RefusedException responseTooLarge(long bytes, int limit) {
    return new RefusedException(Refusal.RESPONSE_TOO_LARGE,
        "response: " + bytes + " bytes (expected: at most " + limit + "; ask for less)",
        Map.of("response_bytes", "" + bytes, "max_response_bytes", "" + limit));
  }

  /** Bytes that cannot be parsed, or none. */
  public static RefusedException malformedRequest() {
    return new RefusedException(Refusal.MALFORMED_REQUEST,
        "request: not readable (expected: one protobuf message of the method's request type)", Map.of());
  }

  /**
   * A caller who is not known.
   *
   * @param message what is wrong with what it sent, without any of it
   */
  public static RefusedException unauthenticated(String message) {
    return new RefusedException(Refusal.UNAUTHENTICATED, message, Map.of());
  }

  /** A token whose time is over. */
  public static RefusedException tokenExpired() {
    return new RefusedException(Refusal.TOKEN_EXPIRED, "token: expired (expected: a new one)", Map.of());
  }

  /** A token that cannot be checked now. */
  public static RefusedException keysUnreachable() {
    return new RefusedException(Refusal.KEYS_UNREACHABLE,
        "the keys that tokens are checked with cannot be reached; try again later", Map.of());
  }

  /** More than the caller's tenant may have at a time. */
  public static RefusedException tenantLimit(String what, long wanted, long limit) {
    return new RefusedException(Refusal.TENANT_LIMIT,
        what + " of the tenant: " + wanted + " (expected: at most " + limit + "; try again later)",
        Map.of("what", what, "wanted", "" + wanted, "limit", "" + limit), Optional.of(retryDelay()));
  }

  /** A grid of more cells than the caller's tenant may ask for. */
  public static RefusedException tenantGridTooLarge(long cells, long limit) {
    return new RefusedException(Refusal.TENANT_GRID_TOO_LARGE,
        "grid: " + cells + " cells (expected: at most " + limit + " for the tenant)",
        Map.of("cells", "" + cells, "max_cells", "" + limit));
  }

  /**
   * A call for which there is no room now. It is told to wait for half a second to one and a half, at random, so that those
   * refused together do not come back together.
   *
   * @param what   there is too much of
   * @param wanted with this call
   */
  public static RefusedException overloaded(String what, long wanted, long limit) {
    Duration wait = retryDelay();
    return new RefusedException(Refusal.OVERLOADED,
        what + ": " + wanted + " (expected: at most " + limit + "; try again in " + wait.toMillis() + " ms)",
        Map.of("what", what, "wanted", "" + wanted, "limit", "" + limit, "retry_millis",
            "" + wait.toMillis()),
        Optional.of(wait));
  }

  /** A stream that computes in more memory than any caller's streams may have. */
  public static RefusedException streamTooLarge(long bytes, long limit) {
    return new RefusedException(Refusal.STREAM_TOO_LARGE,
        "stream: " + bytes + " bytes of memory to compute (expected: at most " + limit
            + "; ask for a smaller model, fewer metrics or smaller chunks)",
        Map.of("working_bytes", "" + bytes, "max_working_bytes", "" + limit));
  }

  private static Duration retryDelay() {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(RETRY_MILLIS / 2, RETRY_MILLIS * 3 / 2));
  }

  /** A stream whose reader has taken nothing for that long. */
  public static RefusedException readerStalled(Duration limit) {
    return new RefusedException(Refusal.READER_STALLED, "reader: nothing read for " + limit.toSeconds()
        + " s (expected: less; resume the stream after the last cell read)",
        Map.of("stall_seconds", "" + limit.toSeconds()));
  }

  /** A call that has run for that long. */
  public static RefusedException callTooLong(Duration limit) {
    return new RefusedException(Refusal.CALL_TOO_LONG, "call: longer than " + limit.toSeconds()
        + " s (expected: less; resume a stream after the last cell read)",
        Map.of("max_call_seconds", "" + limit.toSeconds()));
  }

  /** A call that the stopping server ends. */
  public static RefusedException draining() {
    return new RefusedException(Refusal.DRAINING,
        "the server is stopping; resume the stream, or ask again, at another", Map.of());
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  Refusal refusal() {
    return refusal;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
