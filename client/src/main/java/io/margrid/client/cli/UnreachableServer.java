package io.margrid.client.cli;

import io.margrid.client.ServerUnavailableException;
import io.margrid.client.cli.fault.CommandException;

/** What is told of a server that cannot be reached: which one, why, and what may help. */
final class UnreachableServer {
  private UnreachableServer() {}

  /**
   * The command's end. What a server itself said of its absence stays as it is.
   *
   * @param address what was typed, or set
   * @param plain whether the connection was not encrypted, so that TLS may be what is missing
   */
  static RuntimeException of(String address, boolean plain, ServerUnavailableException loss) {
    if (!loss.reason().isEmpty()) {
      return loss;
    }
    String what = rootMessage(loss);
    return CommandException.failed(
        "server " + address + ": " + what + " (expected: " + expected(what, plain) + ")", loss);
  }

  private static String expected(String what, boolean plain) {
    if (what.contains("certification path")) {
      return "--ca FILE with the authority that signed its certificate";
    }
    return "a Margrid server that can be reached"
        + (plain && what.startsWith("Network closed") ? "; if it speaks TLS: --tls or --ca FILE" : "");
  }

  // gRPC says "io exception"; what happened stands in the cause: "Connection refused: /127.0.0.1:8980".
  private static String rootMessage(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      message = cause.getMessage() == null ? message : cause.getMessage();
    }
    return message.lines().findFirst().orElse("").replaceFirst("^(finishConnect.*failed[^:]*|UNAVAILABLE): ",
        "");
  }
}
