package io.margrid.core.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes a canonical form into a SHA-256 digest: every text is preceded by its length in bytes and every list by its
 * count, so that different contents never have the same form. Numbers are big-endian, 8 bytes. Not thread-safe.
 */
public final class DigestWriter {
  /** Bytes that are collected before they are digested: one long piece takes much less time than many short ones. */
  private static final int PIECE = 1 << 13;

  private final MessageDigest sha256;
  private final FormBytes form = new FormBytes();

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
    form.number(value);
    return written();
  }

  /** The bits of a number; all NaN are one. */
  public DigestWriter number(double value) {
    form.number(value);
    return written();
  }

  public DigestWriter text(String value) {
    form.text(value);
    return written();
  }

  public DigestWriter bytes(byte[] value) {
    form.bytes(value);
    return written();
  }

  /** A model's content with these values of its parameters, by number and period. */
  DigestWriter content(ModelContent content, double[][] parameters) {
    content.write(form, parameters);
    return written();
  }

  private DigestWriter written() {
    if (form.size() > PIECE) {
      form.moveTo(sha256);
    }
    return this;
  }

  /** The digest of all that was written; nothing can be written afterwards that belongs to it. */
  public Digest digest() {
    form.moveTo(sha256);
    return new Digest(sha256.digest());
  }
}
