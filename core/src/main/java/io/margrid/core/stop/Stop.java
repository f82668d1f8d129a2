package io.margrid.core.stop;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Whether anybody still wants the answer. Asked between pieces of work of about ten milliseconds.
 *
 * @param asked true from when nobody does
 */
public record Stop(BooleanSupplier asked) {
  /** Work that is always done to its end. */
  public static final Stop NEVER = new Stop(() -> false);

  /**
   * Ends the work if nobody wants the answer any more.
   *
   * @throws CancellationException if so
   */
  public void check() {
    if (asked.getAsBoolean()) {
      throw new CancellationException("nobody waits for the answer");
    }
  }
}
