package io.margrid.client;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The message is the server's own, one line. Errors in cells are no failures: they are values that
 * are not finite.
 */
public abstract sealed class MargridException extends RuntimeException permits InvalidRequestException,
    UnknownModelException, ResourceExhaustedException, ResumeMismatchException, ServerUnavailableException,
    DeadlineExceededException, CallCancelledException, AccessDeniedException, ReaderStalledException,
    StreamCorruptedException, ServerFaultException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  MargridException(Failure failure) {
    this(failure, failure.cause().orElse(null));
  }

  MargridException(Failure failure, @Nullable Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  /** The status of the call. */
  public Status.Code code() {
    return failure.code();
  }

  /** For programs: {@code UNKNOWN_PARAMETER}. Empty if the failure did not come from a Margrid server. */
  public String reason() {
    return failure.reason();
  }

  /** Who gave the {@link #reason()}: {@code margrid.io}, or empty. */
  public String domain() {
    return failure.domain();
  }

  /** The values that stand in the message, by name. */
  public Map<String, String> metadata() {
    return failure.metadata();
  }

  /** The faults of the request, in field order; empty if it is not at fault. */
  public List<Violation> violations() {
    return failure.violations();
  }

  /** How many more faults the request has than {@link #violations()} lists. */
  public int violationsOmitted() {
    return failure.violationsOmitted();
  }

  /** How long the server asks to wait before the request is made again; empty if it did not say. */
  public Optional<Duration> retryDelay() {
    return failure.retryDelay();
  }
}
