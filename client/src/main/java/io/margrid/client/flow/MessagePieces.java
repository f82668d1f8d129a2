package io.margrid.client.flow;

import io.grpc.HasByteBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The bytes of a message that gRPC hands to a marshaller. */
public final class MessagePieces {
  /** A chunk of 1 MiB has this many, if they are of 32 KiB. */
  private static final int MOST_PIECES = 32;

  private MessagePieces() {}

  /**
   * All that is left in the stream, in order, where the transport has it: in pieces that end anywhere. Transports that
   * have no buffers, and messages that came in many small pieces, give a copy, in one piece: to find the next of many
   * pieces costs the transport a look at all of them. Valid until the stream is closed, which gRPC does once the
   * marshaller has returned.
   */
  public static List<ByteBuffer> of(InputStream in) throws IOException {
    return in instanceof HasByteBuffer where && where.byteBufferSupported() && in.markSupported()
        ? pieces(in, where)
        : List.of(ByteBuffer.wrap(in.readAllBytes()));
  }

  private static List<ByteBuffer> pieces(InputStream in, HasByteBuffer where) throws IOException {
    // What is passed over would be released otherwise.
    in.mark(in.available());
    List<ByteBuffer> pieces = new ArrayList<>();
    while (in.available() > 0) {
      if (pieces.size() == MOST_PIECES) {
        in.reset();
        return List.of(ByteBuffer.wrap(in.readAllBytes()));
      }
      ByteBuffer piece = Objects.requireNonNull(where.getByteBuffer());
      pieces.add(piece);
      in.skipNBytes(piece.remaining());
    }
    return pieces;
  }
}
