package io.margrid.client;

import io.grpc.Status;
import java.util.Map;

/**
 * Too much was asked (RESOURCE_EXHAUSTED). With a {@link #retryDelay()} the server is overloaded now and the same
 * request may succeed later; without one a limit stands in the way, and repeating it is useless.
 */
public final class ResourceExhaustedException extends MargridException {
  private static final long serialVersionUID = 1L;

  ResourceExhaustedException(Failure failure) {
    super(failure);
  }

  /** This client's own limit: a row that would not fit in memory. */
  static ResourceExhaustedException rowTooLong(long cells, long allowed) {
    String value = Long.toString(cells);
    String rule = "at most " + allowed + " cells in a row, see maxRowBytes; blocks have no such limit";
    return new ResourceExhaustedException(Failure.local(Status.Code.RESOURCE_EXHAUSTED, "ROW_TOO_LONG",
        "cells_per_row: " + value + " (expected: " + rule + ")",
        Map.of("field", "cells_per_row", "value", value, "expected", rule)));
  }
}
