package io.margrid.server.security;

import io.grpc.Context;
import io.margrid.server.admission.Caller;
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

  /** Whose share of the server its calls use: its own, from wherever it calls. */
  Caller caller() {
    return new Caller(tenant.name() + "/" + name);
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }
}
