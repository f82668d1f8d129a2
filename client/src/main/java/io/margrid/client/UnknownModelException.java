package io.margrid.client;

/** The server has no such model (NOT_FOUND). */
public final class UnknownModelException extends MargridException {
  private static final long serialVersionUID = 1L;

  UnknownModelException(Failure failure) {
    super(failure);
  }
}
