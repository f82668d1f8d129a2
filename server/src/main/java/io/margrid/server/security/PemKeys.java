package io.margrid.server.security;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM. */
final class PemKeys {
  private static final Pattern KEY = Pattern
      .compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  private PemKeys() {}

  /** The first key of a text, if there is one in PKCS#8 of a kind that TLS 1.3 knows. */
  static Optional<PrivateKey> privateKey(byte[] text) {
    Matcher key = KEY.matcher(new String(text, StandardCharsets.US_ASCII));
    if (!key.find()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(key.group(1));
      return ALGORITHMS.stream().map(algorithm -> of(algorithm, bytes)).flatMap(Optional::stream).findFirst();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64: no key
    }
  }

  private static Optional<PrivateKey> of(String algorithm, byte[] bytes) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty(); // of another algorithm: those are tried in turn
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform of this release has " + algorithm, e);
    }
  }
}
