package io.margrid.server.security;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A group of callers that share limits.
 *
 * @param name 1 to 64 letters, digits, hyphens and underscores
 */
public record Tenant(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  /** Of callers of whom nothing else is said. */
  static final Tenant DEFAULT = new Tenant("default");

  public Tenant {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("tenant: not a name (expected: 1 to 64 of A-Z a-z 0-9 _ -)");
    }
  }

  /** Absent: the text is no tenant's name. */
  static Optional<Tenant> named(String text) {
    return NAME.matcher(text).matches() ? Optional.of(new Tenant(text)) : Optional.empty();
  }
}
