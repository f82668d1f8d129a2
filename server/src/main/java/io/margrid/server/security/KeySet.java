package io.margrid.server.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.util.Optional;

/** Public keys of those who sign tokens. Thread-safe. */
interface KeySet {
  /** As last seen; absent: never seen yet. */
  Optional<JWKSet> current();

  /** Looks for newer ones, since a key is missed. May block for a few seconds, and may do nothing if called often. */
  void renew();

  /** One that is read from a file. */
  static KeySet of(Reloaded<JWKSet> file) {
    return new KeySet() {
      @Override
      public Optional<JWKSet> current() {
        return Optional.of(file.get());
      }

      @Override
      public void renew() {
        file.refresh();
      }
    };
  }

  /** Reads a key set; only what is public of it is kept. */
  static JWKSet parse(String source, String text) throws IOException {
    try {
      JWKSet keys = JWKSet.parse(text).toPublicJWKSet();
      if (!keys.getKeys().isEmpty()) {
        return keys;
      }
    } catch (java.text.ParseException e) {
      // Without its message, which may quote the text.
      throw new IOException(source + ": not readable (expected: a JSON Web Key Set)");
    }
    throw new IOException(source + ": no public key (expected: at least one)");
  }
}
