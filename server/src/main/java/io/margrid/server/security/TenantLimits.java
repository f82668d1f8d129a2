package io.margrid.server.security;

/**
 * What a tenant's callers together may have. What is not limited is the greatest number there is.
 *
 * @param streams         streaming calls open at once
 * @param cellsInFlight   cells of grids under way at once
 * @param cellsPerRequest cells of one grid
 * @param callsPerSecond  calls begun, on average; up to a second's worth at once
 */
record TenantLimits(long streams, long cellsInFlight, long cellsPerRequest, long callsPerSecond) {
  static final TenantLimits NONE = new TenantLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE,
      Long.MAX_VALUE);
}
