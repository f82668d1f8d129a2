package io.margrid.client;

import io.grpc.MethodDescriptor;
import io.margrid.client.flow.MessagePieces;
import io.margrid.client.wire.MessageReader;
import io.margrid.client.wire.StreamMessage;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code StreamGrid} with the client's own reader of answers. */
final class StreamGridMethod {
  private StreamGridMethod() {}

  /** For one call, whose answers are read one after the other. */
  static MethodDescriptor<StreamGridRequest, StreamMessage> forOneCall() {
    MethodDescriptor<StreamGridRequest, ?> generated = SweepServiceGrpc.getStreamGridMethod();
    return generated.toBuilder(generated.getRequestMarshaller(), new Answers(new MessageReader())).build();
  }

  private record Answers(MessageReader reader) implements MethodDescriptor.Marshaller<StreamMessage> {
    @Override
    public InputStream stream(StreamMessage message) {
      throw new UnsupportedOperationException("a client writes no answers");
    }

    @Override
    public StreamMessage parse(InputStream bytes) {
      try {
        return reader.read(MessagePieces.of(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
