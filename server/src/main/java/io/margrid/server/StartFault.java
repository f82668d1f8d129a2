package io.margrid.server;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/**
 * Why a server could not start.
 *
 * @param message    for whoever started it
 * @param ofSettings whether another start with the same settings would fail, too
 */
record StartFault(String message, boolean ofSettings) {
  /** Of what starting has thrown: an address that cannot be listened on, or a file that cannot be used. */
  static StartFault of(IOException thrown) {
    Throwable cause = thrown.getCause();
    String what = String.valueOf(thrown.getMessage()).replaceFirst("^Failed to bind to address /?",
        "--host, --port: ");
    if (cause instanceof UnresolvedAddressException) {
      return new StartFault(what.replace("/<unresolved>", "") + " (expected: a host that is known here)",
          true);
    }
    if (cause instanceof BindException || thrown instanceof BindException) {
      return new StartFault(what + because(cause) + " (expected: a free port on an address of this machine"
          + (what.startsWith("--admin") ? ", or --admin-port off)" : ")"), false);
    }
    return new StartFault(what + because(cause), true);
  }

  private static String because(@Nullable Throwable cause) {
    return cause == null ? "" : ": " + cause.getMessage();
  }
}
