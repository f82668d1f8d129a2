package io.margrid.server.admission;

import io.grpc.Context;

/**
 * Whose budget a call uses. Without authentication that is the address of its peer, whatever the number of its
 * connections; whoever knows more about callers puts another one into the context.
 *
 * @param name unique among callers
 */
public record Caller(String name) {
  /** Of the call that a thread serves. */
  public static final Context.Key<Caller> KEY = Context.keyWithDefault("margrid-caller",
      new Caller("unknown"));

  /** Of the current context. */
  public static Caller current() {
    return KEY.get();
  }
}
