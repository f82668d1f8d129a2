package io.margrid.client.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it could not be written: print streams keep that to themselves. */
final class StandardOutput extends OutputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  private final OutputStream out;
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[]{(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Whether a write has failed; then nothing that follows arrives. */
  boolean hasFailed() {
    return failure != null;
  }

  /** Whether that is no error: nobody reads the results any more, as after {@code | head}. */
  boolean readerHasGone() {
    return failure != null && reason().toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Why a write has failed; empty if none has. */
  String reason() {
    return failure == null ? "" : String.valueOf(failure.getMessage());
  }
}
