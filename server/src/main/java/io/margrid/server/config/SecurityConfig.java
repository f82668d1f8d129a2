package io.margrid.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who may call, and how connections are protected. Files are read later, and again when they change.
 *
 * @param tls            absent: plaintext
 * @param reloadInterval time between looks at the files
 */
public record SecurityConfig(Optional<TlsFiles> tls, Duration reloadInterval) {

  static SecurityConfig of(SettingValues values) {
    return new SecurityConfig(tls(values), Duration.ofSeconds(values.number(Setting.RELOAD_INTERVAL)));
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

  private static Optional<Path> file(SettingValues values, Setting setting) {
    return Optional.of(values.text(setting)).filter(text -> !text.isEmpty()).map(Path::of);
  }
}
