package io.margrid.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Which failures leave a call worth making again. */
final class Interruption {
  private static final String STALLED = "READER_STALLED";
  /** The server's limit for a call, not the caller's deadline, which has no reason. */
  private static final String TOO_LONG = "CALL_TOO_LONG";
  /** In what gRPC says of RST_STREAM and GOAWAY frames, whatever the status that it makes of them. */
  private static final String FRAME = "HTTP/2 error code";

  private Interruption() {}

  /** Whether there was no server, or it went away: the same request may succeed at another. */
  static boolean isLoss(Throwable failure) {
    if (failure instanceof ServerUnavailableException) {
      return true;
    }
    return failure instanceof MargridException other && other.reason().isEmpty()
        && (isForeignCancel(other) || String.valueOf(other.getMessage()).contains(FRAME));
  }

  /** Whether the same request may succeed at the next cell, now or later, here or at another server. */
  static boolean isTransient(Throwable failure) {
    if (isLoss(failure)) {
      return true;
    }
    if (failure instanceof ResourceExhaustedException exhausted && exhausted.retryDelay().isPresent()) {
      return true;
    }
    if (failure instanceof ReaderStalledException stalled) {
      return stalled.reason().equals(STALLED);
    }
    return failure instanceof DeadlineExceededException late && late.reason().equals(TOO_LONG);
  }

  /** A server or proxy that ends a call by RST_STREAM; what this side cancels has a cause. */
  private static boolean isForeignCancel(MargridException failure) {
    return failure.code() == Status.Code.CANCELLED
        && failure.getCause() instanceof StatusRuntimeException status
        && status.getStatus().getCause() == null;
  }
}
