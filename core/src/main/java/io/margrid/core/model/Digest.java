package io.margrid.core.model;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of something that decides values: the same digest means the same bits. Immutable. */
public final class Digest {
  private final byte[] bytes;

  Digest(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** A copy; 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether these bytes are the digest's. */
  public boolean matches(byte[] other) {
    return MessageDigest.isEqual(bytes, other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest && matches(digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
