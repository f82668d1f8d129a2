package io.margrid.server.tracing;

/** Why a span is a failed one: the code of its call and our reason, and nothing that a caller wrote. */
final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallFailedException(String message) {
    super(message, null, false, false);
  }
}
