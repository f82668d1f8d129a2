package io.margrid.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes a canonical form into a SHA-256 digest: every text is preceded by its length in bytes and every list by its
 * count, so that different contents never have the same form. Numbers are big-endian, 8 bytes. Not thread-safe.
 */
public final class DigestWriter {
  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /**
   * Begins a form.
   *
   * @param form its name and version: {@code margrid.model.1}
   */
  public DigestWriter(String form) {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
    text(form);
  }

  /** A whole number or the count of a list. */
  public DigestWriter number(long value) {
    sha256.update(number.putLong(0, value).array());
    return this;
  }

  /** The bits of a number; all NaN are one. */
  public DigestWriter number(double value) {
    return number(Double.doubleToLongBits(value));
  }

  public DigestWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public DigestWriter bytes(byte[] value) {
    number(value.length);
    sha256.update(value);
    return this;
  }

  /** The digest of all that was written; nothing can be written afterwards that belongs to it. */
  public Digest digest() {
    return new Digest(sha256.digest());
  }
}
