package io.margrid.client.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A print stream that says when its reader has gone; print streams keep that to themselves. */
final class GuardedOutput extends OutputStream {
  private final PrintStream out;

  GuardedOutput(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[]{(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    flush();
  }

  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new BrokenPipe();
    }
  }
}
