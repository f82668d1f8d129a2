package io.margrid.client;

/** The server does not know the caller (UNAUTHENTICATED), or knows and refuses (PERMISSION_DENIED). */
public final class AccessDeniedException extends MargridException {
  private static final long serialVersionUID = 1L;

  AccessDeniedException(Failure failure) {
    super(failure);
  }
}
