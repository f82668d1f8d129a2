package io.margrid.server.service;

import io.grpc.Context;
import io.margrid.core.stop.Stop;

/** The end of a call before its answer: its caller cancelled it, or is gone, or its deadline has passed. */
final class CallEnd {
  private CallEnd() {}

  /**
   * Stops the work for the current call. The call's context says it at once; its observer only when the handler has
   * returned.
   */
  static Stop stop() {
    return new Stop(Context.current()::isCancelled);
  }
}
