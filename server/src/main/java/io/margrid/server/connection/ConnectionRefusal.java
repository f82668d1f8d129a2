package io.margrid.server.connection;

import java.util.Locale;

/** Why a connection is closed as soon as it is accepted. */
public enum ConnectionRefusal {
  /** There are as many as there may be. */
  FULL,
  /** Its address has as many as one may have. */
  ADDRESS_FULL,
  /** So many came at once that its turn would be too late. */
  TOO_FAST,
  /** Connections of its address were cut off a short time ago. */
  OFFENDER;

  /** In metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
