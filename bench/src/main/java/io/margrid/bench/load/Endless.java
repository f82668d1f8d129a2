package io.margrid.bench.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.margrid.bench.Grids;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.LongAdder;

/** A stream of 10¹² cells whose reader takes whatever comes and does not look at it. */
final class Endless extends ClientCall.Listener<Integer> {
  private static final int CREDIT = 4;

  private final ClientCall<StreamGridRequest, Integer> call;
  private final LongAdder bytes;

  private Endless(ClientCall<StreamGridRequest, Integer> call, LongAdder bytes) {
    this.call = call;
    this.bytes = bytes;
  }

  /**
   * Begins to read.
   *
   * @param bytes counts what arrives
   */
  static Endless start(Channel channel, LongAdder bytes) {
    MethodDescriptor<StreamGridRequest, Integer> method = SweepServiceGrpc.getStreamGridMethod()
        .toBuilder(SweepServiceGrpc.getStreamGridMethod().getRequestMarshaller(), new Lengths()).build();
    Endless endless = new Endless(channel.newCall(method, CallOptions.DEFAULT), bytes);
    endless.call.start(endless, new Metadata());
    endless.call.sendMessage(StreamGridRequest.newBuilder().setGrid(Grids.trillion()).build());
    endless.call.halfClose();
    endless.call.request(CREDIT);
    return endless;
  }

  @Override
  public void onMessage(Integer length) {
    bytes.add(length);
    call.request(1);
  }

  void stop() {
    call.cancel("measured", null);
  }

  /** Answers by their length alone. */
  private static final class Lengths implements MethodDescriptor.Marshaller<Integer> {
    @Override
    public InputStream stream(Integer value) {
      return new ByteArrayInputStream(new byte[value]);
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
