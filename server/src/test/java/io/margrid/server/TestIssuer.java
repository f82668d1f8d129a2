package io.margrid.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Signs tokens, and publishes its keys on loopback. */
final class TestIssuer implements AutoCloseable {
  static final String NAME = "https://issuer.test";
  static final String AUDIENCE = "margrid";

  private final HttpServer http;
  final AtomicInteger fetches = new AtomicInteger();
  private volatile RSAKey key;
  private volatile boolean up = true;

  TestIssuer() throws IOException {
    key = newKey("first");
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/keys", exchange -> {
      fetches.incrementAndGet();
      byte[] keys = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(up ? 200 : 503, keys.length);
      exchange.getResponseBody().write(keys);
      exchange.close();
    });
    http.start();
  }

  static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the published keys. */
  String address() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/keys";
  }

  Map<Setting, String> settings() {
    return Map.of(Setting.AUTH, "required", Setting.JWT_KEYS, address(), Setting.JWT_ISSUER, NAME,
        Setting.JWT_AUDIENCE, AUDIENCE, Setting.JWT_ALGORITHMS, "RS256,PS256", Setting.RELOAD_INTERVAL, "1");
  }

  void setUp(boolean up) {
    this.up = up;
  }

  /** From now on, tokens are signed by another key, and it alone is published. */
  void rotate(String id) {
    key = newKey(id);
  }

  RSAKey key() {
    return key;
  }

  /** Claims that are as they should be. */
  static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().issuer(NAME).audience(AUDIENCE).subject("reports")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))));
  }

  String token() {
    return sign(JWSAlgorithm.RS256, key, claims().build());
  }

  static String sign(JWSAlgorithm algorithm, RSAKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The old trick: the public key, taken for a shared secret. */
  String signedByThePublicKey() {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
          claims().build());
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String unsigned() {
    return new PlainJWT(claims().build()).serialize();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
