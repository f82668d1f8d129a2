package io.margrid.client;

/** The answer did not come in the time allowed (DEADLINE_EXCEEDED). */
public final class DeadlineExceededException extends MargridException {
  private static final long serialVersionUID = 1L;

  DeadlineExceededException(Failure failure) {
    super(failure);
  }
}
