package io.margrid.bench.unary;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.margrid.v1.SweepServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * {@code Evaluate} of encoded requests, with answers by their length alone: what the load does beside the calls themselves
 * is as little as it can be, so that the server is what is measured.
 */
final class Encoded {
  private Encoded() {}

  static MethodDescriptor<byte[], Integer> evaluate() {
    return SweepServiceGrpc.getEvaluateMethod().toBuilder(new Requests(), new Lengths()).build();
  }

  private static final class Requests implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] request) {
      return new Request(request);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("a client reads no requests");
    }
  }

  private static final class Request extends ByteArrayInputStream implements KnownLength {
    Request(byte[] bytes) {
      super(bytes);
    }
  }

  private static final class Lengths implements Marshaller<Integer> {
    @Override
    public InputStream stream(Integer length) {
      throw new UnsupportedOperationException("a client writes no answers");
    }

    @Override
    public Integer parse(InputStream stream) {
      try {
        return Math.toIntExact(stream.skip(Integer.MAX_VALUE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
