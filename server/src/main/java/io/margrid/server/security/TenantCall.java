package io.margrid.server.security;

import io.grpc.Context;
import java.util.Optional;

/** A call, and what it takes of its tenant's limits: cells until it is answered, the rest until it is over. Thread-safe. */
public final class TenantCall {
  private static final Context.Key<TenantCall> KEY = Context.key("margrid-tenant-call");

  private final Tenants tenants;
  private final Tenant tenant;
  private final boolean streaming;
  private long cells;
  private boolean ended;

  TenantCall(Tenants tenants, Tenant tenant, boolean streaming) {
    this.tenants = tenants;
    this.tenant = tenant;
    this.streaming = streaming;
  }

  /**
   * Counts cells that the call which a thread serves is about to compute; they are given back when it is
   * answered, if only by a refusal. Does nothing where callers are not asked who they are.
   *
   * @throws io.margrid.server.error.RefusedException if its tenant may not have as many
   */
  public static void takeCells(long cells) {
    Optional.ofNullable(KEY.get()).ifPresent(call -> call.take(cells));
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }

  private synchronized void take(long more) {
    if (!ended) {
      tenants.take(tenant, more);
      cells += more;
    }
  }

  /** Gives the cells back: nothing is computed for the call any more, though its caller may not have read all of it. */
  synchronized void giveCellsBack() {
    tenants.giveBack(tenant, cells);
    cells = 0;
  }

  /** Gives back all that was taken. Does nothing the second time. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      giveCellsBack();
      tenants.end(tenant, streaming);
    }
  }
}
