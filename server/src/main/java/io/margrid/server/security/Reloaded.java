package io.margrid.server.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last read from files that may change. New contents that cannot be used are told in the log, once, and what was
 * there before stays. Contents are compared, not times: a renewed certificate may keep its key, and a mounted directory
 * may be swapped.
 *
 * @param <T> immutable
 */
final class Reloaded<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Reloaded.class);
  /** Far beyond any list of certificates or tokens; what is larger is the wrong file. */
  private static final int MAX_BYTES = 16 << 20;

  /** Makes a value of the files' contents, in the order of the files. */
  @FunctionalInterface
  interface Reading<T> {
    /** Throws with a message for the operator that holds nothing of the contents. */
    T of(List<byte[]> contents) throws IOException, GeneralSecurityException;
  }

  private final List<Path> files;
  private final Reading<T> reading;
  private byte[] seen;
  private volatile T current;

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be read or used
   */
  Reloaded(List<Path> files, Reading<T> reading) throws IOException {
    this.files = List.copyOf(files);
    this.reading = reading;
    List<byte[]> contents = contents();
    seen = digest(contents);
    current = read(contents);
  }

  T get() {
    return current;
  }

  /** Looks at the files, and takes what is new in them. Never throws for what is in them. */
  synchronized void refresh() {
    try {
      List<byte[]> contents = contents();
      byte[] digest = digest(contents);
      if (!MessageDigest.isEqual(digest, seen)) {
        seen = digest;
        current = read(contents);
        LOG.atInfo().addKeyValue("files", files).log("read again, since changed");
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("files", files).addKeyValue("fault", e.getMessage())
          .log("cannot be used; what was read before stays in force");
    }
  }

  private T read(List<byte[]> contents) throws IOException {
    try {
      return reading.of(contents);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Without the cause: a parser's message may quote what it could not parse.
      throw new IOException(
          files.getFirst() + ": " + e.getClass().getSimpleName() + " (expected: readable keys)");
    }
  }

  private List<byte[]> contents() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(
            file + ": " + Files.size(file) + " bytes (expected: at most " + MAX_BYTES + ")");
      }
      contents.add(Files.readAllBytes(file));
    }
    return contents;
  }

  private static byte[] digest(List<byte[]> contents) {
    try {
      MessageDigest whole = MessageDigest.getInstance("SHA-256");
      for (byte[] content : contents) {
        whole.update(MessageDigest.getInstance("SHA-256").digest(content));
      }
      return whole.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
