package io.margrid.server.config;

import java.util.List;

/**
 * What a signed token (JWT) must be.
 *
 * @param keys        file or address of the key set (JWKS)
 * @param issuer      that it must name
 * @param audience    that it must name among its own
 * @param algorithms  that its signature may be made with
 * @param tenantClaim that says its tenant
 */
public record SignedTokenRules(String keys, String issuer, String audience, List<String> algorithms,
    String tenantClaim) {

  /** Whether the keys have to be fetched. */
  public boolean keysAreRemote() {
    return Format.KeySource.isAddress(keys);
  }
}
