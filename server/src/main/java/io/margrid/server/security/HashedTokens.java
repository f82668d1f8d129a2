package io.margrid.server.security;

import io.margrid.server.error.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens known by their SHA-256: a line each, {@code sha256:<64 hex digits> <tenant> <name>}; empty lines and those that
 * begin with # say nothing. A fast hash without salt will do since tokens are random, 256 bits of them: there is no list
 * of likely ones to try, and no two are alike. A slow one would only make each call dear. Immutable.
 */
final class HashedTokens implements Credentials {
  private static final Pattern LINE = Pattern.compile("sha256:([0-9a-fA-F]{64})\\s+(\\S+)\\s+(\\S+)");
  /** All are compared at each call. */
  private static final int MOST = 1_000;

  /** The hash in lower-case hex digits. */
  private record Known(String hash, CallerIdentity identity) {
    boolean is(byte[] other) {
      return MessageDigest.isEqual(HexFormat.of().parseHex(hash), other);
    }
  }

  private final List<Known> tokens;

  private HashedTokens(List<Known> tokens) {
    this.tokens = tokens;
  }

  /** Reads the lines of a file; faults name the line's number, not what it says. */
  static HashedTokens of(Path file, byte[] content) throws IOException {
    List<Known> tokens = new ArrayList<>();
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
        int number = i + 1;
        tokens.add(known(lines.get(i)).orElseThrow(() -> new IOException(
            file + ": line " + number + " (expected: sha256:<64 hex digits> <tenant> <name>)")));
      }
    }
    if (tokens.size() > MOST) {
      throw new IOException(file + ": " + tokens.size() + " tokens (expected: at most " + MOST + ")");
    }
    return new HashedTokens(List.copyOf(tokens));
  }

  private static Optional<Known> known(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Tenant.named(matcher.group(2)).map(tenant -> new Known(matcher.group(1).toLowerCase(Locale.ROOT),
        new CallerIdentity(matcher.group(3), tenant)));
  }

  @Override
  public CallerIdentity identify(String token) {
    byte[] hash = sha256(token);
    CallerIdentity found = null;
    // All of them, whichever matches: how long it takes says nothing.
    for (Known known : tokens) {
      if (known.is(hash)) {
        found = known.identity;
      }
    }
    if (found == null) {
      throw RefusedException.unauthenticated("token: not known (expected: one that this server was told)");
    }
    return found;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
