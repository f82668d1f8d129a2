package io.margrid.client;

/** The call was cancelled by somebody else than the subscriber (CANCELLED). A subscriber that cancels gets no signal. */
public final class CallCancelledException extends MargridException {
  private static final long serialVersionUID = 1L;

  CallCancelledException(Failure failure) {
    super(failure);
  }
}
