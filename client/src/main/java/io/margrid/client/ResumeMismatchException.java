package io.margrid.client;

/**
 * The grid is not the one whose digest the range carries (FAILED_PRECONDITION, reason RESUME_MISMATCH): what was
 * delivered before must not be joined with what this server would send.
 */
public final class ResumeMismatchException extends MargridException {
  private static final long serialVersionUID = 1L;

  ResumeMismatchException(Failure failure) {
    super(failure);
  }
}
