package io.margrid.server.security;

import io.margrid.server.error.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What every tenant has under way, and whether it may have more. Thread-safe. */
final class Tenants {
  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  /** Beyond that many, those that have nothing under way are forgotten. */
  private static final int MANY = 1_000;

  private final Supplier<TenantFile> file;
  private final LongSupplier nanos;
  private final Map<Tenant, Usage> tenants = new HashMap<>();

  /** What one tenant has under way, and the calls that it may begin now. */
  private static final class Usage {
    private long calls;
    private long streams;
    private long cells;
    private double allowance;
    private long counted;
  }

  Tenants(Supplier<TenantFile> file, LongSupplier nanos) {
    this.file = file;
    this.nanos = nanos;
  }

  /**
   * Begins a call.
   *
   * @throws RefusedException if the tenant has too many
   */
  synchronized TenantCall begin(Tenant tenant, boolean streaming) {
    TenantLimits limits = file.get().limits(tenant);
    forgetIdle();
    Usage usage = tenants.computeIfAbsent(tenant, _ -> fresh(limits));
    takeAllowance(usage, limits.callsPerSecond());
    if (streaming && usage.streams >= limits.streams()) {
      throw RefusedException.tenantLimit("streams", usage.streams + 1, limits.streams());
    }
    usage.calls++;
    usage.streams += streaming ? 1 : 0;
    return new TenantCall(this, tenant, streaming);
  }

  private Usage fresh(TenantLimits limits) {
    Usage usage = new Usage();
    usage.allowance = (double) limits.callsPerSecond();
    usage.counted = nanos.getAsLong();
    return usage;
  }

  private void takeAllowance(Usage usage, long perSecond) {
    long now = nanos.getAsLong();
    double gained = (double) (now - usage.counted) / NANOS_PER_SECOND * (double) perSecond;
    usage.allowance = Math.min((double) perSecond, usage.allowance + gained);
    usage.counted = now;
    if (usage.allowance < 1) {
      throw RefusedException.tenantLimit("calls per second", perSecond + 1, perSecond);
    }
    usage.allowance--;
  }

  /** A second without calls fills the allowance: there is nothing to remember then. */
  private void forgetIdle() {
    if (tenants.size() > MANY) {
      long now = nanos.getAsLong();
      tenants.values().removeIf(usage -> usage.calls == 0 && now - usage.counted > NANOS_PER_SECOND);
    }
  }

  /** Counts cells that a call is about to compute. */
  synchronized void take(Tenant tenant, long cells) {
    TenantLimits limits = file.get().limits(tenant);
    if (cells > limits.cellsPerRequest()) {
      throw RefusedException.tenantGridTooLarge(cells, limits.cellsPerRequest());
    }
    Usage usage = usage(tenant);
    if (cells > limits.cellsInFlight() - usage.cells) {
      throw RefusedException.tenantLimit("cells in flight", Math.addExact(usage.cells, cells),
          limits.cellsInFlight());
    }
    usage.cells = Math.addExact(usage.cells, cells);
  }

  synchronized void giveBack(Tenant tenant, long cells) {
    if (cells > 0) {
      usage(tenant).cells -= cells;
    }
  }

  synchronized void end(Tenant tenant, boolean streaming) {
    Usage usage = usage(tenant);
    usage.calls--;
    usage.streams -= streaming ? 1 : 0;
  }

  private Usage usage(Tenant tenant) {
    Usage usage = tenants.get(tenant);
    if (usage == null) {
      throw new IllegalStateException("a call of a tenant that has none: " + tenant.name());
    }
    return usage;
  }
}
