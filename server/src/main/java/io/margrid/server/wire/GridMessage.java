package io.margrid.server.wire;

import io.grpc.MethodDescriptor.Marshaller;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A {@code StreamGridResponse}, ready to be written: a generated message, or a block that is written without one.
 *
 * <p>It is valid until the stream that made it is asked for the next; gRPC over netty has serialised it by the time
 * that {@code onNext} returns. The in-process transport has not, and must not be used.
 */
public sealed interface GridMessage {
  /** Length of the encoded message. */
  int byteCount();

  /** Writes exactly {@link #byteCount} bytes. */
  void writeTo(OutputStream out) throws IOException;

  /** Writes messages; reads none, since a server receives none. */
  static Marshaller<GridMessage> marshaller() {
    return new Marshaller<>() {
      @Override
      public InputStream stream(GridMessage message) {
        return new GridMessageInput(message);
      }

      @Override
      public GridMessage parse(InputStream bytes) {
        throw new UnsupportedOperationException("a server reads no answers");
      }
    };
  }

  /** Header or summary. */
  record Generated(StreamGridResponse message) implements GridMessage {
    @Override
    public int byteCount() {
      return message.getSerializedSize();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      message.writeTo(out);
    }
  }

  /**
   * A block as a chunk.
   *
   * @param counters counts it when it is written: one that is not written is not sent
   */
  record Chunk(ChunkWriter writer, StreamCounters counters) implements GridMessage {
    @Override
    public int byteCount() {
      return writer.byteCount();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      writer.writeTo(out);
      counters.sent(writer.cellCount(), writer.byteCount());
    }
  }
}
