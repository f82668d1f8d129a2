package io.margrid.client.cli;

import java.io.IOException;

/** Nobody reads the results any more, as after {@code | head}: no error, only the end. */
final class BrokenPipe extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenPipe() {
    super("the reader of the output has gone");
  }
}
