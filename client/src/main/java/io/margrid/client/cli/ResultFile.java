package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
      OutputStream stream = new BufferedOutputStream(new NamedOutput(file, Files.newOutputStream(written)));
      if (!straight) {
        written.toFile().deleteOnExit(); // Ctrl-C leaves no part behind.
      }
      return new ResultFile(file, written, stream);
    } catch (IOException e) {
      throw CommandException.wrongUsage(file.toString(), "cannot be written: " + reason(e),
          "a file in a directory that exists");
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException ? "no such directory"
        : e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getMessage());
  }

  /** Says which file it is that cannot be written; the system's message names none. */
  private static final class NamedOutput extends FilterOutputStream {
    private final Path file;

    NamedOutput(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      try {
        out.write(bytes, from, count);
      } catch (IOException e) {
        throw CommandException.failed(
            file + ": cannot be written: " + reason(e) + " (expected: room for all results)", e);
      }
    }
  }

  /** As it was typed. */
  Path name() {
    return file;
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
