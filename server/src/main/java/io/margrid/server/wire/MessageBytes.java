package io.margrid.server.wire;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message as its bytes, equal to another where these are. Ordered, so that a hash table whose keys somebody made to
 * collide still finds them quickly. Immutable.
 */
public final class MessageBytes implements Comparable<MessageBytes> {
  private static final Marshaller<MessageBytes> MARSHALLER = new Marshaller<>() {
    @Override
    public InputStream stream(MessageBytes message) {
      return message.input();
    }

    @Override
    public MessageBytes parse(InputStream bytes) {
      try {
        return bytes instanceof Input input ? input.whole() : new MessageBytes(bytes.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  private final byte[] bytes;
  private final int hash;

  /** @param bytes not copied: not to be changed any more */
  public MessageBytes(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /** Reads and writes messages without looking into them. */
  public static Marshaller<MessageBytes> marshaller() {
    return MARSHALLER;
  }

  /** Length of the message. */
  public int size() {
    return bytes.length;
  }

  /** The bytes themselves, not a copy: not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** For a marshaller: this class's own takes the message out of it again. */
  public InputStream input() {
    return new Input(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageBytes message && hash == message.hash
        && Arrays.equals(bytes, message.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public int compareTo(MessageBytes other) {
    return Arrays.compare(bytes, other.bytes);
  }

  /** What gRPC drains at once, and protobuf's marshaller takes out at once. */
  private static final class Input extends ByteArrayInputStream implements KnownLength, Drainable {
    private final MessageBytes message;

    Input(MessageBytes message) {
      super(message.bytes);
      this.message = message;
    }

    MessageBytes whole() {
      return message;
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int drained = available();
      target.write(buf, pos, drained);
      pos = count;
      return drained;
    }
  }
}
