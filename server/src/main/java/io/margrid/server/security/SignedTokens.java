package io.margrid.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.margrid.server.config.SignedTokenRules;
import io.margrid.server.error.RefusedException;
import java.text.ParseException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tokens that say themselves who has them: JSON Web Tokens, signed by a key of a set with one of the pinned algorithms,
 * for one audience, by one issuer, not expired. Unsigned ones are none. Thread-safe.
 */
final class SignedTokens implements Credentials {
  private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

  private final KeySet keys;
  private final SignedTokenRules rules;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  SignedTokens(KeySet keys, SignedTokenRules rules) {
    this.keys = keys;
    this.rules = rules;
    Set<JWSAlgorithm> algorithms = rules.algorithms().stream().map(JWSAlgorithm::parse)
        .collect(Collectors.toUnmodifiableSet());
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms, (selector, context) -> select(selector)));
    processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(rules.audience(),
        new JWTClaimsSet.Builder().issuer(rules.issuer()).build(), Set.of("exp", "sub")));
  }

  @Override
  public CallerIdentity identify(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      String tenant = claims.getStringClaim(rules.tenantClaim());
      return new CallerIdentity(claims.getSubject(), tenant == null ? Tenant.DEFAULT : tenant(tenant));
    } catch (ExpiredJWTException e) {
      throw RefusedException.tokenExpired();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      // Without what the library says: it may quote the token.
      throw RefusedException.unauthenticated(
          "token: not valid (expected: signed by a known key, for this audience, by this server's issuer)");
    }
  }

  private static Tenant tenant(String name) {
    return Tenant.named(name).orElseThrow(() -> RefusedException
        .unauthenticated("token: its tenant is no name (expected: 1 to 64 of A-Z a-z 0-9 _ -)"));
  }

  /** The keys that fit, after another look at the set if there are none. */
  private List<JWK> select(JWKSelector selector) {
    List<JWK> found = keys.current().map(selector::select).orElse(List.of());
    if (found.isEmpty()) {
      keys.renew();
      found = selector.select(keys.current().orElseThrow(RefusedException::keysUnreachable));
    }
    return found;
  }
}
