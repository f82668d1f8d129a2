package io.margrid.client;

/**
 * The server failed (INTERNAL, with an id in {@link #metadata()} under which the server logged it), or answered with a
 * code that no other exception stands for.
 */
public final class ServerFaultException extends MargridException {
  private static final long serialVersionUID = 1L;

  ServerFaultException(Failure failure) {
    super(failure);
  }
}
