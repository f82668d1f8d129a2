package io.margrid.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the keys of TLS are.
 *
 * @param certificates      the server's own, then those that lead to its authority; PEM
 * @param key               of the first certificate; PEM, PKCS#8
 * @param clientAuthorities those who sign callers' certificates; absent: callers show none
 * @param clientRequired    whether a connection without a caller's certificate is refused
 */
public record TlsFiles(Path certificates, Path key, Optional<Path> clientAuthorities,
    boolean clientRequired) {

  /** Whether every connection shows whose it is. */
  public boolean showsWhoCalls() {
    return clientAuthorities.isPresent() && clientRequired;
  }
}
