package io.margrid.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.NonFiniteCells;
import io.margrid.core.block.NonFiniteKind;
import io.margrid.v1.Column;
import io.margrid.v1.GridChunk;
import io.margrid.v1.StreamGridResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What the writer writes is what the generated code would. */
class ChunkWriterTest {
  private final long seed = Long.getLong("margrid.seed", System.nanoTime());
  private final Random random = new Random(seed);

  ChunkWriterTest() {
    System.out.println("margrid.seed=" + seed);
  }

  @Test
  void bytesAreThoseOfTheGeneratedMessage() throws IOException {
    for (int cells : List.of(1, 7, 8, 13, 207, 4_098, 8_191, 8_192, 8_193, 16_384, 20_001)) {
      for (int metrics : List.of(1, 2, 5)) {
        ColumnBlock block = random(metrics, cells, cells + random.nextInt(3));
        ChunkWriter writer = new ChunkWriter(block, block.values(0).length);
        writer.next();
        assertSame(block, writer);
      }
    }
  }

  @Test
  void oneWriterServesBlockAfterBlock() throws IOException {
    ColumnBlock block = new ColumnBlock(3, 10_000);
    ChunkWriter writer = new ChunkWriter(block, 10_000);
    for (int round = 0; round < 100; round++) {
      fill(block, 1 + random.nextInt(10_000));
      writer.next();
      assertSame(block, writer);
    }
  }

  @Test
  void aChecksumOfZeroIsWrittenAndMeansTheSame() throws IOException {
    // CRC-32C of these eight bytes is zero.
    double value = zeroChecksum();
    ColumnBlock block = new ColumnBlock(1, 1);
    block.values(0)[0] = value;
    block.set(3, 1, List.of());
    ChunkWriter writer = new ChunkWriter(block, 1);
    writer.next();
    byte[] bytes = bytes(new GridMessage.Chunk(writer, new StreamCounters()));
    assertThat(bytes).hasSize(writer.byteCount());
    assertThat(StreamGridResponse.parseFrom(bytes)).isEqualTo(generated(block));
    assertThat(generated(block).getChunk().getColumns(0).getCrc32C()).isZero();
  }

  @Test
  void drainedAndReadBytesAreTheSame() throws IOException {
    ColumnBlock block = random(2, 300, 300);
    ChunkWriter writer = new ChunkWriter(block, 300);
    writer.next();
    GridMessage message = new GridMessage.Chunk(writer, new StreamCounters());
    byte[] expected = bytes(message);
    GridMessageInput drained = new GridMessageInput(message);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    assertThat(drained.available()).isEqualTo(expected.length);
    assertThat(drained.drainTo(target)).isEqualTo(expected.length);
    assertThat(target.toByteArray()).isEqualTo(expected);
    assertThat(drained.available()).isZero();
    assertThat(drained.read()).isEqualTo(-1);
    GridMessageInput read = new GridMessageInput(message);
    assertThat(read.readNBytes(10)).isEqualTo(Arrays.copyOf(expected, 10));
    assertThat(read.available()).isEqualTo(expected.length - 10);
    assertThat(read.readAllBytes()).isEqualTo(Arrays.copyOfRange(expected, 10, expected.length));
  }

  private void assertSame(ColumnBlock block, ChunkWriter writer) throws IOException {
    byte[] bytes = bytes(new GridMessage.Chunk(writer, new StreamCounters()));
    assertThat(writer.byteCount()).isEqualTo(bytes.length);
    assertThat(bytes).isEqualTo(generated(block).toByteArray());
  }

  private ColumnBlock random(int metrics, int cells, int capacity) {
    ColumnBlock block = new ColumnBlock(metrics, capacity);
    fill(block, cells);
    return block;
  }

  /** Any bits, NaNs with any payload among them. */
  private void fill(ColumnBlock block, int cells) {
    for (int metric = 0; metric < block.metricCount(); metric++) {
      for (int i = 0; i < cells; i++) {
        block.values(metric)[i] = Double.longBitsToDouble(random.nextLong());
      }
    }
    long first = random.nextInt(3) == 0 ? 0 : random.nextLong(1L << random.nextInt(1, 50));
    block.set(first, cells, random.nextBoolean() ? List.of()
        : List.of(new NonFiniteCells(0, NonFiniteKind.NAN, 2, first, "division by zero in x"),
            new NonFiniteCells(0, NonFiniteKind.POSITIVE_INFINITY, 1, first + 1,
                "y".repeat(random.nextInt(2_000)))));
  }

  private static byte[] bytes(GridMessage message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    message.writeTo(bytes);
    return bytes.toByteArray();
  }

  private static StreamGridResponse generated(ColumnBlock block) {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(block.firstCell())
        .setCellCount(block.cellCount());
    block.nonFinite().forEach(cells -> chunk.addNonFinite(NonFinites.of(cells)));
    for (int metric = 0; metric < block.metricCount(); metric++) {
      Column.Builder column = chunk.addColumnsBuilder();
      ByteBuffer bytes = ByteBuffer.allocate(block.cellCount() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < block.cellCount(); i++) {
        column.addValues(block.values(metric)[i]);
        bytes.putDouble(block.values(metric)[i]);
      }
      column.setCrc32C(checksum(bytes.flip()));
    }
    return StreamGridResponse.newBuilder().setChunk(chunk).build();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** CRCs are affine: after any four bytes, exactly one choice of the other four gives zero. */
  private static double zeroChecksum() {
    int zero = of(0);
    int last = 0;
    int[] columns = new int[32];
    for (int bit = 0; bit < 32; bit++) {
      columns[bit] = of(1 << bit) ^ zero;
    }
    int[] choice = new int[32];
    for (int bit = 0; bit < 32; bit++) {
      choice[bit] = 1 << bit;
    }
    int rest = zero;
    for (int pivot = 0; pivot < 32; pivot++) {
      int row = pivot;
      while ((columns[row] >>> pivot & 1) == 0) {
        row++;
      }
      swap(columns, pivot, row);
      swap(choice, pivot, row);
      for (int other = pivot + 1; other < 32; other++) {
        if ((columns[other] >>> pivot & 1) != 0) {
          columns[other] ^= columns[pivot];
          choice[other] ^= choice[pivot];
        }
      }
      if ((rest >>> pivot & 1) != 0) {
        rest ^= columns[pivot];
        last ^= choice[pivot];
      }
    }
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(last).flip().getDouble();
  }

  private static void swap(int[] array, int a, int b) {
    int kept = array[a];
    array[a] = array[b];
    array[b] = kept;
  }

  private static int of(int last) {
    return checksum(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(last).flip());
  }
}
