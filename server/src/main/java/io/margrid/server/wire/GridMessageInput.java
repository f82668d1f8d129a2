package io.margrid.server.wire;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A message for gRPC, which asks for its length and then drains it straight into the buffer that goes to the socket.
 * Whoever reads it instead gets a copy.
 */
final class GridMessageInput extends InputStream implements KnownLength, Drainable {
  private final GridMessage message;
  private @Nullable ByteArrayInputStream copy;
  private boolean drained;

  GridMessageInput(GridMessage message) {
    this.message = message;
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    int count = available();
    if (copy != null) {
      copy.transferTo(target);
    } else if (!drained) {
      message.writeTo(target);
      drained = true;
    }
    return count;
  }

  @Override
  public int available() {
    if (copy != null) {
      return copy.available();
    }
    return drained ? 0 : message.byteCount();
  }

  @Override
  public int read() throws IOException {
    return copy().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return copy().read(target, offset, length);
  }

  private ByteArrayInputStream copy() throws IOException {
    ByteArrayInputStream made = copy;
    if (made == null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(available());
      drainTo(bytes);
      made = new ByteArrayInputStream(bytes.toByteArray());
      copy = made;
    }
    return made;
  }
}
