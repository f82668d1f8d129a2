package io.margrid.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.margrid.server.error.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");

  private TenantFile file = TenantFile.EMPTY;
  private long now;
  private final Tenants tenants = new Tenants(() -> file, () -> now);

  private static TenantFile read(String text) throws IOException {
    return TenantFile.of(Path.of("tenants"), text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(RefusedException.class).hasMessage(message);
  }

  @Test
  void withoutAFileNothingIsLimited() {
    for (int i = 0; i < 1_000; i++) {
      tenants.begin(ACME, true);
    }
    tenants.take(ACME, 1L << 53);
  }

  @Test
  void aTenantsLineWinsOverTheDefaultAndNothingElseIsTaken() throws IOException {
    TenantFile limits = read(
        "default.streams = 2\ndefault.cells-per-request=5\nacme.streams = 3\n# and so on\n");
    assertThat(limits.limits(ACME)).isEqualTo(new TenantLimits(3, Long.MAX_VALUE, 5, Long.MAX_VALUE));
    assertThat(limits.limits(OTHER)).isEqualTo(new TenantLimits(2, Long.MAX_VALUE, 5, Long.MAX_VALUE));
    for (String wrong : new String[]{"acme.stream = 1", "acme.streams = -1", "acme.streams = many",
        "streams = 1"}) {
      assertThatThrownBy(() -> read(wrong)).isInstanceOf(IOException.class)
          .hasMessageStartingWith("tenants: " + wrong + " (expected: ");
    }
  }

  @Test
  void streamsOfATenantAreCountedUntilTheyEnd() throws IOException {
    file = read("default.streams = 1");
    TenantCall first = tenants.begin(ACME, true);
    tenants.begin(ACME, false);
    tenants.begin(OTHER, true);
    assertRefused(() -> tenants.begin(ACME, true),
        "streams of the tenant: 2 (expected: at most 1; try again later)");
    first.end();
    first.end();
    tenants.begin(ACME, true);
    assertRefused(() -> tenants.begin(ACME, true),
        "streams of the tenant: 2 (expected: at most 1; try again later)");
  }

  @Test
  void callsAreLimitedPerSecond() throws IOException {
    file = read("acme.calls-per-second = 2");
    tenants.begin(ACME, false).end();
    tenants.begin(ACME, false).end();
    assertRefused(() -> tenants.begin(ACME, false),
        "calls per second of the tenant: 3 (expected: at most 2; try again later)");
    now += Duration.ofMillis(500).toNanos();
    tenants.begin(ACME, false).end();
    assertRefused(() -> tenants.begin(ACME, false),
        "calls per second of the tenant: 3 (expected: at most 2; try again later)");
    now += Duration.ofHours(1).toNanos();
    tenants.begin(ACME, false);
    tenants.begin(ACME, false);
    assertThatThrownBy(() -> tenants.begin(ACME, false)).isInstanceOf(RefusedException.class);
  }

  @Test
  void cellsAreLimitedPerRequestAndInFlight() throws IOException {
    file = read("acme.cells-per-request = 10\nacme.cells-in-flight = 15");
    TenantCall first = tenants.begin(ACME, true);
    TenantCall second = tenants.begin(ACME, true);
    assertRefused(() -> take(first, 11), "grid: 11 cells (expected: at most 10 for the tenant)");
    take(first, 10);
    assertRefused(() -> take(second, 6),
        "cells in flight of the tenant: 16 (expected: at most 15; try again later)");
    take(second, 5);
    first.end();
    take(second, 10);
  }

  @Test
  void newLimitsHoldForTheNextCall() throws IOException {
    TenantCall running = tenants.begin(ACME, true);
    file = read("acme.streams = 1");
    assertThatThrownBy(() -> tenants.begin(ACME, true)).isInstanceOf(RefusedException.class);
    running.end();
    tenants.begin(ACME, true);
  }

  /** As the call's handler does. */
  private static void take(TenantCall call, long cells) {
    call.in(Context.ROOT).run(() -> TenantCall.takeCells(cells));
  }
}
