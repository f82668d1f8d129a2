package io.margrid.server.security;

import io.grpc.Context;
import java.util.Optional;

/**
 * Who makes a call, as proved by a token or a certificate.
 *
 * @param name   of the caller, for logs
 * @param tenant whose limits hold for it
 */
public record CallerIdentity(String name, Tenant tenant) {
  private static final Context.Key<CallerIdentity> KEY = Context.key("margrid-identity");

  /** Of the call that a thread serves; absent if callers are not asked. */
  public static Optional<CallerIdentity> current() {
    return Optional.ofNullable(KEY.get());
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }
}
