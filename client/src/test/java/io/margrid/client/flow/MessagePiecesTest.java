package io.margrid.client.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.HasByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessagePiecesTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7};

  @Test
  void buffersOfTheTransportAreNotCopied() throws IOException {
    Buffered in = new Buffered(BYTES, true);
    List<ByteBuffer> pieces = MessagePieces.of(in);
    assertThat(pieces).containsExactlyElementsOf(in.given);
    assertThat(joined(pieces)).containsExactly(BYTES);
  }

  @Test
  void theStreamIsMarkedFirstSinceWhatIsPassedOverWouldBeReleased() throws IOException {
    Buffered in = new Buffered(BYTES, true);
    MessagePieces.of(in);
    assertThat(in.marked).isTrue();
    assertThat(in.available()).isZero();
  }

  @Test
  void aMessageInManyPiecesIsCopied() throws IOException {
    byte[] bytes = new byte[33 * Buffered.PIECE];
    new Random(1).nextBytes(bytes);
    assertThat(MessagePieces.of(new Buffered(bytes, true))).containsExactly(ByteBuffer.wrap(bytes));
    byte[] fewer = Arrays.copyOf(bytes, 32 * Buffered.PIECE);
    assertThat(MessagePieces.of(new Buffered(fewer, true))).hasSize(32);
  }

  @Test
  void aTransportWithoutBuffersGivesACopy() throws IOException {
    Buffered in = new Buffered(BYTES, false);
    assertThat(joined(MessagePieces.of(in))).containsExactly(BYTES);
    assertThat(joined(MessagePieces.of(new ByteArrayInputStream(BYTES)))).containsExactly(BYTES);
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

    Buffered(byte[] bytes, boolean supported) {
      super(bytes);
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
