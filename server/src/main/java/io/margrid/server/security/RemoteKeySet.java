package io.margrid.server.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set behind an address. It is fetched now and then, and when a token names a key that is not in it, though never
 * more often than the least time apart, whatever callers send. When it cannot be fetched, the one before stays. At most
 * one thread waits for an answer.
 */
final class RemoteKeySet implements KeySet {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySet.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 1 << 20;
  private static final int OK = 200;

  private final URI address;
  private final Duration leastApart;
  private final Duration mostApart;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE)
      .followRedirects(HttpClient.Redirect.NEVER).build();
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable JWKSet current;
  private volatile long fetched;
  private volatile boolean tried;

  RemoteKeySet(URI address, Duration leastApart, Duration mostApart) {
    this.address = address;
    this.leastApart = leastApart;
    this.mostApart = mostApart;
  }

  @Override
  public Optional<JWKSet> current() {
    return Optional.ofNullable(current);
  }

  @Override
  public void renew() {
    renewAfter(leastApart);
  }

  /** Fetches the keys if they are old, or were never got. */
  void refresh() {
    renewAfter(current == null ? leastApart : mostApart);
  }

  private void renewAfter(Duration age) {
    if (!isOlderThan(age) || !fetching.tryLock()) {
      return;
    }
    try {
      if (isOlderThan(age)) {
        fetch();
      }
    } finally {
      fetched = System.nanoTime();
      tried = true;
      fetching.unlock();
    }
  }

  private boolean isOlderThan(Duration age) {
    return !tried || System.nanoTime() - fetched >= age.toNanos();
  }

  private void fetch() {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new IOException("HTTP status " + answer.statusCode() + " (expected: 200)");
        }
        byte[] text = body.readNBytes(MAX_BYTES);
        current = KeySet.parse(address.getHost(), new String(text, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("host", address.getHost()).addKeyValue("fault", e.toString())
          .log("key set cannot be fetched; the one before, if any, stays in force");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
