package io.margrid.server.error;

import java.util.Map;
import java.util.Objects;

/** Ends a call for a reason that is neither a fault of the question nor one of the server. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final transient Map<String, String> metadata;

  /**
   * @param message  for people, one line
   * @param metadata every value that stands in the message, by name
   */
  public RefusedException(Refusal refusal, String message, Map<String, String> metadata) {
    super(message, null, false, false);
    this.refusal = refusal;
    this.metadata = Map.copyOf(metadata);
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
        Map.of("limit", what, "wanted", "" + wanted, "most", "" + limit));
  }

  /** A grid of more cells than the caller's tenant may ask for. */
  public static RefusedException tenantGridTooLarge(long cells, long limit) {
    return new RefusedException(Refusal.TENANT_GRID_TOO_LARGE,
        "grid: " + cells + " cells (expected: at most " + limit + " for the tenant)",
        Map.of("cells", "" + cells, "max_cells", "" + limit));
  }

  /** A stream that the stopping server ends. */
  public static RefusedException draining() {
    return new RefusedException(Refusal.DRAINING, "the server is stopping; resume the stream at another",
        Map.of());
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
}
