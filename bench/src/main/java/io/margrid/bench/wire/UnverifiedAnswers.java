package io.margrid.bench.wire;

import io.grpc.MethodDescriptor;
import io.margrid.client.flow.MessagePieces;
import io.margrid.client.wire.MessageReader;
import io.margrid.client.wire.ReceivedColumn;
import io.margrid.client.wire.StreamMessage;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** The client's reader as it would be without checksums: what they cost is the difference. */
record UnverifiedAnswers(MessageReader reader) implements MethodDescriptor.Marshaller<StreamMessage> {
  UnverifiedAnswers() {
    this(new MessageReader(new NoChecksum()));
  }

  MethodDescriptor<StreamGridRequest, StreamMessage> method() {
    MethodDescriptor<StreamGridRequest, ?> generated = SweepServiceGrpc.getStreamGridMethod();
    return generated.toBuilder(generated.getRequestMarshaller(), this).build();
  }

  @Override
  public InputStream stream(StreamMessage message) {
    throw new UnsupportedOperationException("answers are only read");
  }

  @Override
  public StreamMessage parse(InputStream bytes) {
    try {
      return reader.read(MessagePieces.of(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long touch(StreamMessage message) {
    if (!(message instanceof StreamMessage.Chunk chunk)) {
      return 0;
    }
    double sum = 0;
    long values = 0;
    for (ReceivedColumn column : chunk.chunk().columns()) {
      sum += Touched.sum(column.values());
      values += column.values().length;
    }
    Touched.add(sum);
    return values * Double.BYTES;
  }

  private static final class NoChecksum implements Checksum {
    @Override
    public void update(int value) {
      // nothing is taken
    }

    @Override
    public void update(ByteBuffer bytes) {
      // nothing is taken
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
      // nothing is taken
    }

    @Override
    public long getValue() {
      return 0;
    }

    @Override
    public void reset() {
      // there is nothing
    }
  }
}
