package io.margrid.client;

/**
 * No server answers, the connection broke, or the server is going away (UNAVAILABLE). The same request may be made
 * again; a stream may be continued at the next cell.
 */
public final class ServerUnavailableException extends MargridException {
  private static final long serialVersionUID = 1L;

  ServerUnavailableException(Failure failure) {
    super(failure);
  }
}
