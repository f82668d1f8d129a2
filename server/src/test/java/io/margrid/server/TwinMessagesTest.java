package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.margrid.v1.ColumnBytes;
import io.margrid.v1.GridChunk;
import io.margrid.v1.GridChunkBytes;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.StreamGridResponseBytes;
import io.margrid.v1.SweepServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The messages of the stream and their twins with bytes for doubles are two readings of the same bytes. */
class TwinMessagesTest {
  /** Two axes, values that are not finite, rows split over chunks of the least size. */
  private static final String GRID = """
    grid { scenario { model { parameters { name: 'a' unit: 'USD' value: 1 } parameters { name: 'b' unit: 'h' value: 1 }
    metrics { name: 'rate' formula: 'a / b' } metrics { name: 'twice' formula: '2 * a' } } }
    axes { zipped { members { parameter: 'a' linear { start: -1 stop: 1 count: 3 } } } }
    axes { zipped { members { parameter: 'b' linear { start: 0 stop: 1 count: 1001 } } } } }
    max_chunk_bytes: 4096
    """;

  @Test
  void bothReadTheSameStream() throws IOException {
    int chunks = 0;
    int notFinite = 0;
    for (byte[] bytes : stream(RunningServer.streamRequest(GRID))) {
      StreamGridResponse original = StreamGridResponse.parseFrom(bytes);
      StreamGridResponseBytes twin = StreamGridResponseBytes.parseFrom(bytes);
      assertThat(twin.getMessageCase().getNumber()).isEqualTo(original.getMessageCase().getNumber());
      assertThat(twin.getHeader()).isEqualTo(original.getHeader());
      assertThat(twin.getSummary()).isEqualTo(original.getSummary());
      if (original.hasChunk()) {
        assertSame(original.getChunk(), twin.getChunk());
        chunks++;
        notFinite += twin.getChunk().getNonFiniteCount();
      }
    }
    assertThat(chunks).isGreaterThan(3);
    assertThat(notFinite).isEqualTo(3);
  }

  @Test
  void theTwinsEncodingIsTheOriginals() throws IOException {
    for (byte[] bytes : stream(RunningServer.streamRequest(GRID))) {
      assertThat(StreamGridResponseBytes.parseFrom(bytes).toByteArray())
          .isEqualTo(StreamGridResponse.parseFrom(bytes).toByteArray());
    }
  }

  private static void assertSame(GridChunk original, GridChunkBytes twin) {
    assertThat(twin.getFirstCell()).isEqualTo(original.getFirstCell());
    assertThat(twin.getCellCount()).isEqualTo(original.getCellCount());
    assertThat(twin.getNonFiniteList()).isEqualTo(original.getNonFiniteList());
    assertThat(twin.getColumnsCount()).isEqualTo(original.getColumnsCount());
    for (int metric = 0; metric < original.getColumnsCount(); metric++) {
      ColumnBytes column = twin.getColumns(metric);
      assertThat(column.getValues().size()).isEqualTo(Double.BYTES * original.getCellCount());
      assertThat(bits(column)).isEqualTo(original.getColumns(metric).getValuesList().stream()
          .map(Double::doubleToRawLongBits).toList());
      assertThat(column.getCrc32C()).isEqualTo(original.getColumns(metric).getCrc32C());
      CRC32C checksum = new CRC32C();
      checksum.update(column.getValues().asReadOnlyByteBuffer());
      assertThat(column.getCrc32C()).isEqualTo((int) checksum.getValue());
    }
  }

  private static List<Long> bits(ColumnBytes column) {
    ByteBuffer bytes = column.getValues().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Long> bits = new ArrayList<>();
    while (bytes.hasRemaining()) {
      bits.add(Double.doubleToRawLongBits(bytes.getDouble()));
    }
    return bits;
  }

  /** The messages as they come from the socket. */
  private static List<byte[]> stream(StreamGridRequest request) {
    MethodDescriptor<StreamGridRequest, StreamGridResponse> method = SweepServiceGrpc.getStreamGridMethod();
    List<byte[]> messages = new ArrayList<>();
    try (RunningServer server = new RunningServer()) {
      ClientCalls.blockingServerStreamingCall(server.channel,
          method.toBuilder(method.getRequestMarshaller(), new Raw()).build(),
          CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), request)
          .forEachRemaining(messages::add);
    }
    return messages;
  }

  private record Raw() implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream bytes) {
      try {
        return bytes.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
