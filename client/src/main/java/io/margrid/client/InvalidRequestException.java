package io.margrid.client;

/**
 * The request cannot be carried out as it is (INVALID_ARGUMENT), or its range lies beyond the grid (OUT_OF_RANGE).
 * {@link #violations()} names every fault. Repeating it is useless.
 */
public final class InvalidRequestException extends MargridException {
  private static final long serialVersionUID = 1L;

  InvalidRequestException(Failure failure) {
    super(failure);
  }
}
