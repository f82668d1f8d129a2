package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where results go. A file appears under its name only when it is complete: until then it is beside it, with
 * {@code .part} at the end of the name, and it is deleted if the command fails. What is not a regular file
 * (a pipe, a device) is written straight.
 */
final class ResultFile implements AutoCloseable {
  private final Path file;
  private final Path written;
  private final OutputStream stream;
  private boolean complete;

  private ResultFile(Path file, Path written, OutputStream stream) {
    this.file = file;
    this.written = written;
    this.stream = stream;
  }

  static ResultFile open(Path file) {
    boolean straight = Files.exists(file) && !Files.isRegularFile(file);
    Path written = straight ? file : file.resolveSibling(file.getFileName() + ".part");
    try {
      OutputStream stream = new BufferedOutputStream(Files.newOutputStream(written));
      if (!straight) {
        written.toFile().deleteOnExit(); // Ctrl-C leaves no part behind.
      }
      return new ResultFile(file, written, stream);
    } catch (IOException e) {
      throw CommandException.failed(file.toString(), "cannot be written: " + reason(e),
          "a file in a directory that exists");
    }
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return name.equals("NoSuchFileException") ? "no such directory"
        : name.equals("AccessDeniedException") ? "access denied" : String.valueOf(e.getMessage());
  }

  OutputStream stream() {
    return stream;
  }

  /** Everything is written: the file gets its name. */
  void complete() throws IOException {
    stream.close();
    complete = true;
    if (!written.equals(file)) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    if (!complete) {
      stream.close();
      if (!written.equals(file)) {
        Files.deleteIfExists(written);
      }
    }
  }
}
