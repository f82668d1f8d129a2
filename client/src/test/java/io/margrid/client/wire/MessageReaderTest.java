package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.margrid.v1.GridChunk;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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
      ReceivedChunk chunk = Objects.requireNonNull(chunks.read(whole(bytes)));
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
    assertThat(reader.read(whole(Arrays.copyOf(bytes, bytes.length - 1))))
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
      assertThat(reader.read(whole(bytes))).isInstanceOf(StreamMessage.Unreadable.class);
    }
  }

  @Test
  void aTagOfZeroIsNoEnd() throws IOException {
    byte[] bytes = new byte[7];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeTag(StreamGridResponse.CHUNK_FIELD_NUMBER, 2);
    out.writeUInt32NoTag(5);
    out.writeInt32(GridChunk.CELL_COUNT_FIELD_NUMBER, 3);
    assertThat(reader.read(whole(bytes))).isInstanceOf(StreamMessage.Unreadable.class);
    assertAgreement(bytes);
  }

  @Test
  void everyNanArrivesWithItsBits() throws IOException {
    double[] values = {Double.longBitsToDouble(0x7ff8000000000001L),
        Double.longBitsToDouble(0xfff8000000000abcL),
        Double.NaN, -0.0, Double.MIN_VALUE};
    StreamMessage message = reader
        .read(whole(RandomChunks.of(7, List.of(values)).toByteArray()));
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
    assertThat(meaning(reader.read(whole(bytes)))).isEqualTo(expected);
    assertThat(meaning(reader.read(pieces(bytes, 1 + random.nextInt(1_000))))).isEqualTo(expected);
    assertThat(meaning(reader.read(pieces(bytes, 1 + random.nextInt(10))))).isEqualTo(expected);
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

  private static List<ByteBuffer> whole(byte[] bytes) {
    return List.of(ByteBuffer.wrap(bytes));
  }

  /** The bytes as a transport may have them: in pieces, also empty ones, that end anywhere, on the heap or beside it. */
  private List<ByteBuffer> pieces(byte[] bytes, int longest) {
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length;) {
      int length = Math.min(random.nextInt(longest + 1), bytes.length - from);
      int before = random.nextInt(3);
      ByteBuffer piece = random.nextBoolean()
          ? ByteBuffer.allocateDirect(before + length + 1)
          : ByteBuffer.allocate(before + length + 1);
      pieces.add(piece.position(before).put(bytes, from, length).flip().position(before).slice());
      from += length;
    }
    return pieces;
  }
}
