package io.margrid.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who may call, and how connections are protected. Files are read later, and again when they change.
 *
 * @param tls            absent: plaintext
 * @param access         who may call
 * @param connections    how long each may last
 * @param reloadInterval time between looks at the files
 */
public record SecurityConfig(Optional<TlsFiles> tls, AccessRules access, ConnectionLimits connections,
    Duration reloadInterval) {

  static SecurityConfig of(SettingValues values) {
    Optional<TlsFiles> tls = tls(values);
    return new SecurityConfig(tls, access(values, tls), ConnectionLimits.of(values),
        Duration.ofSeconds(values.number(Setting.RELOAD_INTERVAL)));
  }

  private static Optional<TlsFiles> tls(SettingValues values) {
    Optional<Path> certificates = file(values, Setting.TLS_CERT);
    Optional<Path> key = file(values, Setting.TLS_KEY);
    Optional<Path> authorities = file(values, Setting.TLS_CLIENT_CA);
    values.require(certificates.isPresent() || key.isEmpty(), Setting.TLS_CERT,
        "a file, since " + Setting.TLS_KEY.flag() + " is given");
    values.require(certificates.isPresent() || authorities.isEmpty(), Setting.TLS_CERT,
        "a file, since " + Setting.TLS_CLIENT_CA.flag() + " is given");
    values.require(certificates.isEmpty() || key.isPresent(), Setting.TLS_KEY,
        "a file, since " + Setting.TLS_CERT.flag() + " is given");
    return certificates.map(chain -> new TlsFiles(chain, key.orElseThrow(), authorities,
        values.text(Setting.TLS_CLIENT_CERT).equals("required")));
  }

  private static AccessRules access(SettingValues values, Optional<TlsFiles> tls) {
    String mode = values.text(Setting.AUTH);
    Optional<Path> tokens = file(values, Setting.AUTH_TOKENS);
    Optional<SignedTokenRules> signed = signed(values);
    Optional<Path> tenants = file(values, Setting.TENANTS);
    boolean asks = !mode.equals("off");
    values.require(asks || (tokens.isEmpty() && signed.isEmpty() && tenants.isEmpty()), Setting.AUTH,
        "required or required-except-health, since tokens or tenants are given");
    boolean canTell = tokens.isPresent() || signed.isPresent()
        || tls.flatMap(TlsFiles::clientAuthorities).isPresent();
    values.require(!asks || canTell, Setting.AUTH, "off, or " + Setting.AUTH_TOKENS.flag() + ", "
        + Setting.JWT_KEYS.flag() + " or " + Setting.TLS_CLIENT_CA.flag() + " beside it");
    return new AccessRules(asks, mode.equals("required-except-health"), tokens, signed, tenants);
  }

  private static Optional<SignedTokenRules> signed(SettingValues values) {
    String keys = values.text(Setting.JWT_KEYS);
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    for (Setting pinned : List.of(Setting.JWT_ISSUER, Setting.JWT_AUDIENCE)) {
      values.require(!values.text(pinned).isBlank(), pinned,
          "one, since " + Setting.JWT_KEYS.flag() + " is given");
    }
    return Optional.of(new SignedTokenRules(keys, values.text(Setting.JWT_ISSUER),
        values.text(Setting.JWT_AUDIENCE), List.of(values.text(Setting.JWT_ALGORITHMS).split(",", -1)),
        values.text(Setting.JWT_TENANT_CLAIM)));
  }

  private static Optional<Path> file(SettingValues values, Setting setting) {
    return Optional.of(values.text(setting)).filter(text -> !text.isEmpty()).map(Path::of);
  }
}
