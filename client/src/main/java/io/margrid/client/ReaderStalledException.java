package io.margrid.client;

/**
 * The subscriber requested nothing for so long that the server gave up (ABORTED). The stream may be continued at the
 * next cell.
 */
public final class ReaderStalledException extends MargridException {
  private static final long serialVersionUID = 1L;

  ReaderStalledException(Failure failure) {
    super(failure);
  }
}
