package io.margrid.server.connection;

import io.margrid.server.config.ConnectionLimits;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who may connect, and when. An address is forgotten when nothing speaks for or against it any more. Times are in
 * nanoseconds. Thread-safe.
 */
final class Addresses {
  /** The first refusal after an offence; each further one doubles it. */
  private static final long FIRST_REFUSAL = 1_000_000_000;
  /** Less than clients wait for a connection, which is 20 s for most. */
  private static final long LONGEST_WAIT = 10_000_000_000L;
  private static final int FEW = 1_024;

  private final ConnectionLimits limits;
  private final Map<Origin, Address> known = new HashMap<>();
  private final Pace all;
  private int connections;
  private int lookAgainAt = FEW;

  Addresses(ConnectionLimits limits, long now) {
    this.limits = limits;
    this.all = new Pace(limits.perSecond(), LONGEST_WAIT, now);
  }

  private final class Address {
    private final Pace pace;
    private int connections;
    private long refusedUntil;
    private long refusal;

    Address(long now) {
      pace = new Pace(limits.perSecondOfAddress(), LONGEST_WAIT, now);
      refusedUntil = now;
    }

    boolean refused(long now) {
      return refusedUntil - now > 0;
    }

    /**
     * An offence is forgotten when there was no other for as long as the longest refusal.
     *
     * @return how long it is refused
     */
    long offend(long now) {
      long longest = limits.longestRefusal().toNanos();
      boolean forgotten = refusal == 0 || now - refusedUntil > longest;
      refusal = Math.min(longest, forgotten ? FIRST_REFUSAL : 2 * refusal);
      refusedUntil = now + refusal;
      return refusal;
    }

    boolean forgettable(long now) {
      return connections == 0 && pace.atRest(now)
          && (refusal == 0 || now - refusedUntil > limits.longestRefusal().toNanos());
    }
  }

  /**
   * What becomes of a connection.
   *
   * @param refusal absent: it is counted from now on
   * @param delay   until it is its address's turn
   */
  record Answer(Optional<ConnectionRefusal> refusal, long delay) {}

  synchronized Answer arrive(Origin origin, long now) {
    forget(now);
    Address address = known.computeIfAbsent(origin, _ -> new Address(now));
    if (address.refused(now)) {
      return refused(ConnectionRefusal.OFFENDER);
    }
    if (reached(limits.connections(), connections)) {
      return refused(ConnectionRefusal.FULL);
    }
    if (reached(limits.connectionsOfAddress(), address.connections)) {
      return refused(ConnectionRefusal.ADDRESS_FULL);
    }
    OptionalLong delay = address.pace.take(now);
    if (delay.isEmpty()) {
      return refused(ConnectionRefusal.TOO_FAST);
    }
    connections++;
    address.connections++;
    return new Answer(Optional.empty(), delay.getAsLong());
  }

  private static Answer refused(ConnectionRefusal refusal) {
    return new Answer(Optional.of(refusal), 0);
  }

  private static boolean reached(int limit, int count) {
    return limit > 0 && count >= limit;
  }

  /** The turn of a connection among those of all addresses: how long it is until then; absent if too long. */
  synchronized OptionalLong turn(long now) {
    return all.take(now);
  }

  /** Whether an address whose turn has come has offended meanwhile. */
  synchronized boolean isRefused(Origin origin, long now) {
    Address address = known.get(origin);
    return address != null && address.refused(now);
  }

  /**
   * A connection that is counted was abused: its address is refused from now on, unless it is already.
   *
   * @return how long; absent if it was already
   */
  synchronized OptionalLong offend(Origin origin, long now) {
    Address address = known.get(origin);
    if (address == null || address.refused(now)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(address.offend(now));
  }

  /** A connection that is counted is no more. */
  synchronized void leave(Origin origin) {
    connections--;
    Address address = known.get(origin);
    if (address != null) {
      address.connections--;
    }
  }

  synchronized int count() {
    return connections;
  }

  /** Addresses that are kept in mind. */
  synchronized int known() {
    return known.size();
  }

  private void forget(long now) {
    if (known.size() >= lookAgainAt) {
      known.values().removeIf(address -> address.forgettable(now));
      lookAgainAt = Math.max(FEW, 2 * known.size());
    }
  }
}
