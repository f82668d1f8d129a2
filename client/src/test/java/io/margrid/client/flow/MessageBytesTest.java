package io.margrid.client.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.HasByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBytesTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7};

  @Test
  void buffersOfTheTransportAreNotCopied() throws IOException {
    Buffered in = new Buffered(true);
    List<ByteBuffer> pieces = MessageBytes.of(in);
    assertThat(pieces).containsExactlyElementsOf(in.given);
    assertThat(joined(pieces)).containsExactly(BYTES);
  }

  @Test
  void theStreamIsMarkedFirstSinceWhatIsPassedOverWouldBeReleased() throws IOException {
    Buffered in = new Buffered(true);
    MessageBytes.of(in);
    assertThat(in.marked).isTrue();
    assertThat(in.available()).isZero();
  }

  @Test
  void aTransportWithoutBuffersGivesACopy() throws IOException {
    Buffered in = new Buffered(false);
    assertThat(joined(MessageBytes.of(in))).containsExactly(BYTES);
    assertThat(joined(MessageBytes.of(new ByteArrayInputStream(BYTES)))).containsExactly(BYTES);
    assertThat(in.given).isEmpty();
  }

  private static byte[] joined(List<ByteBuffer> pieces) {
    ByteBuffer all = ByteBuffer.allocate(BYTES.length);
    pieces.forEach(piece -> all.put(piece.duplicate()));
    return all.array();
  }

  /** Like gRPC's: a buffer for each few bytes. */
  private static final class Buffered extends ByteArrayInputStream implements HasByteBuffer {
    private static final int PIECE = 3;

    private final boolean supported;
    private final List<ByteBuffer> given = new ArrayList<>();
    private boolean marked;

    Buffered(boolean supported) {
      super(BYTES);
      this.supported = supported;
    }

    @Override
    public void mark(int limit) {
      marked = true;
      super.mark(limit);
    }

    @Override
    public boolean byteBufferSupported() {
      return supported;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      ByteBuffer piece = ByteBuffer.wrap(buf, pos, Math.min(PIECE, count - pos)).slice();
      given.add(piece);
      return piece;
    }
  }
}
