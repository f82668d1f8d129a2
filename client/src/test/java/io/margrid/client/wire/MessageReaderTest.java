package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.v1.GridChunk;
import io.margrid.v1.StreamGridResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the reader and the generated parser agree on what they mean. */
class MessageReaderTest {
  private static final int ROUNDS = 300;

  private final long seed = Long.getLong("margrid.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final MessageReader reader = new MessageReader();

  MessageReaderTest() {
    System.out.println("margrid.seed=" + seed);
  }

  @Test
  void chunksAsGeneratedCodeWritesThemTakeTheShortWay() throws IOException {
    ChunkReader chunks = new ChunkReader(new CRC32C());
    for (int round = 0; round < ROUNDS; round++) {
      StreamGridResponse message = new RandomChunks(random).next();
      byte[] bytes = message.toByteArray();
      ReceivedChunk chunk = Objects.requireNonNull(chunks.read(bytes, bytes.length));
      assertThat(meaning(new StreamMessage.Chunk(chunk))).isEqualTo(meaning(StreamMessage.of(message)));
      assertAgreement(bytes);
    }
  }

  @Test
  void everyLegalEncodingMeansTheSame() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      StreamGridResponse message = new RandomChunks(random).next();
      byte[] bytes = new UnusualEncoding(random).of(message.getChunk());
      assertThat(meaning(StreamMessage.of(StreamGridResponse.parseFrom(bytes))))
          .as("the encoding is a legal one").isEqualTo(meaning(StreamMessage.of(message)));
      assertAgreement(bytes);
    }
  }

  @Test
  void twoPartsOfOneChunkAreMerged() throws IOException {
    byte[] first = new RandomChunks(random).next().toByteArray();
    byte[] second = new RandomChunks(random).next().toByteArray();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertAgreement(both);
  }

  @Test
  void truncatedMessagesAreUnreadableOrWhatIsLeftOfThem() throws IOException {
    byte[] bytes = new RandomChunks(random).next().toByteArray();
    for (int length = 1; length < bytes.length; length++) {
      assertAgreement(Arrays.copyOf(bytes, length));
    }
    assertThat(reader.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1)))
        .isInstanceOf(StreamMessage.Unreadable.class);
  }

  @Test
  void changedBytesMeanWhatTheGeneratedParserSays() throws IOException {
    for (int round = 0; round < 20 * ROUNDS; round++) {
      byte[] bytes = new RandomChunks(random).next().toByteArray();
      for (int change = random.nextInt(3); change >= 0; change--) {
        // Near the beginning, where tags and lengths are.
        bytes[random.nextInt(Math.min(bytes.length, 64))] = (byte) random.nextInt();
      }
      assertAgreement(bytes);
    }
  }

  @Test
  void lengthsThatLieCostNoMemory() throws IOException {
    for (int length : List.of(Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 30, -1, -8)) {
      byte[] bytes = new byte[40];
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeTag(StreamGridResponse.CHUNK_FIELD_NUMBER, 2);
      out.writeUInt32NoTag(30);
      out.writeInt32(GridChunk.CELL_COUNT_FIELD_NUMBER, length >>> 3);
      out.writeTag(GridChunk.COLUMNS_FIELD_NUMBER, 2);
      out.writeUInt32NoTag(length);
      out.writeTag(2, 2);
      out.writeUInt32NoTag(length);
      assertThat(reader.read(new ByteArrayInputStream(bytes))).isInstanceOf(StreamMessage.Unreadable.class);
    }
  }

  @Test
  void everyNanArrivesWithItsBits() throws IOException {
    double[] values = {Double.longBitsToDouble(0x7ff8000000000001L),
        Double.longBitsToDouble(0xfff8000000000abcL),
        Double.NaN, -0.0, Double.MIN_VALUE};
    StreamMessage message = reader
        .read(new ByteArrayInputStream(RandomChunks.of(7, List.of(values)).toByteArray()));
    double[] read = ((StreamMessage.Chunk) message).chunk().columns().get(0).values();
    assertThat(bits(read)).isEqualTo(bits(values));
  }

  @Test
  void headersAndSummariesAreReadToo() throws IOException {
    StreamGridResponse.Builder message = StreamGridResponse.newBuilder();
    message.getHeaderBuilder().setModelId("x".repeat(100_000));
    assertAgreement(message.build().toByteArray());
    message.getSummaryBuilder().setCellCount(5);
    assertAgreement(message.build().toByteArray());
    assertAgreement(new byte[0]);
  }

  private void assertAgreement(byte[] bytes) throws IOException {
    String expected;
    try {
      expected = meaning(StreamMessage.of(StreamGridResponse.parseFrom(bytes)));
    } catch (InvalidProtocolBufferException e) {
      expected = "unreadable";
    }
    // In pieces too: a stream may give less than is asked for.
    assertThat(meaning(reader.read(new ByteArrayInputStream(bytes)))).isEqualTo(expected);
    assertThat(meaning(reader.read(new InPieces(bytes, random)))).isEqualTo(expected);
  }

  private static String meaning(StreamMessage message) {
    if (message instanceof StreamMessage.Unreadable) {
      return "unreadable";
    }
    if (message instanceof StreamMessage.Other other) {
      return other.message().toString();
    }
    ReceivedChunk chunk = ((StreamMessage.Chunk) message).chunk();
    StringBuilder text = new StringBuilder().append(chunk.firstCell()).append(' ').append(chunk.cellCount())
        .append(' ').append(chunk.nonFinite());
    for (ReceivedColumn column : chunk.columns()) {
      text.append(' ').append(column.sent()).append(' ').append(column.found()).append(bits(column.values()));
    }
    return text.toString();
  }

  private static List<Long> bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).boxed().toList();
  }

  /** Gives a few bytes at a time and does not say how many are left. */
  private static final class InPieces extends ByteArrayInputStream {
    private final Random random;

    InPieces(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(length, 1 + random.nextInt(1_000)));
    }

    @Override
    public synchronized int available() {
      return 0;
    }
  }
}
