package io.margrid.bench.wire;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.margrid.bench.Grids;
import io.margrid.client.GridBlock;
import io.margrid.client.MargridClient;
import io.margrid.client.TransportSecurity;
import io.margrid.client.flow.CallFlux;
import io.margrid.v1.Column;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The gRPC ways, each over a connection of its own; all touch every value. */
final class Peers {
  private static final int CELLS_PER_AXIS = 1_000_000;
  private static final int WINDOW = 4 << 20;
  private static final int MAX_MESSAGE_BYTES = 8 << 20;
  private static final int CREDIT = 3;

  private Peers() {}

  /** The deal's five metrics, 10^12 cells. */
  static StreamGridRequest deal() {
    return StreamGridRequest.newBuilder().setGrid(Grids.deal(CELLS_PER_AXIS, CELLS_PER_AXIS)).build();
  }

  /** As many metrics that are the axes themselves: the cursor does little but copy. */
  static StreamGridRequest copied() {
    return StreamGridRequest.newBuilder().setGrid(Grids.copied(CELLS_PER_AXIS, CELLS_PER_AXIS)).build();
  }

  /** The client as shipped: every checksum, order and count verified. */
  static Flow margrid(int port, StreamGridRequest request) {
    return received -> {
      MargridClient client = MargridClient.connect("127.0.0.1:" + port);
      return consuming(client.streamBlocks(request), Peers::touch, received, client::close);
    };
  }

  /** Several streams at once, as evenly as they go over several connections. */
  static Flow several(int port, int streams, int connections) {
    return received -> {
      List<MargridClient> clients = new ArrayList<>();
      List<Closeable> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        clients.add(MargridClient.connect("127.0.0.1:" + port));
      }
      for (int i = 0; i < streams; i++) {
        running.add(consuming(clients.get(i % connections).streamBlocks(deal()), Peers::touch, received,
            () -> {}));
      }
      return () -> {
        for (Closeable stream : running) {
          stream.close();
        }
        clients.forEach(MargridClient::close);
      };
    };
  }

  /** The client as shipped, over an encrypted connection. */
  static Flow encrypted(int port, Certificate certificate, int chunkBytes) {
    return received -> {
      TransportSecurity trust = TransportSecurity.of(Optional.of(certificate.certificate()),
          Optional.empty());
      MargridClient client = MargridClient.builder().target("localhost:" + port).transportSecurity(trust)
          .maxChunkBytes(chunkBytes).build();
      return consuming(client.streamBlocks(deal()), Peers::touch, received, client::close);
    };
  }

  /** The client with other settings; the window is the channel's. */
  static Flow margrid(int port, int chunkBytes, int credit, int window) {
    return received -> {
      ManagedChannel channel = channel(port, window);
      MargridClient client = MargridClient.builder().channel(channel).credit(credit).maxChunkBytes(chunkBytes)
          .build();
      return consuming(client.streamBlocks(deal()), Peers::touch, received, channel::shutdownNow);
    };
  }

  /** The client's reader without checksums, and nothing verified. */
  static Flow unverified(int port) {
    return received -> calling(port, new UnverifiedAnswers().method(), UnverifiedAnswers::touch, received,
        deal());
  }

  /** Generated messages on both sides. */
  static Flow generated(int port, int chunkBytes) {
    return received -> calling(port, SweepServiceGrpc.getStreamGridMethod(), Peers::touch, received,
        deal().toBuilder().setMaxChunkBytes(chunkBytes).build());
  }

  private static <T> Closeable calling(int port, MethodDescriptor<StreamGridRequest, T> method,
      ToLongFunction<T> touch, LongAdder received, StreamGridRequest request) {
    ManagedChannel channel = channel(port, WINDOW);
    return consuming(new CallFlux<>(channel, method, () -> CallOptions.DEFAULT, request, CREDIT), touch,
        received,
        channel::shutdownNow);
  }

  private static <T> Closeable consuming(Flux<T> messages, ToLongFunction<T> touch, LongAdder received,
      Runnable close) {
    Disposable running = messages.subscribe(message -> received.add(touch.applyAsLong(message)),
        failure -> System.err.println("bench: " + failure));
    return () -> {
      running.dispose();
      close.run();
    };
  }

  private static ManagedChannel channel(int port, int window) {
    return builder(port, window).usePlaintext().build();
  }

  private static NettyChannelBuilder builder(int port, int window) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).flowControlWindow(window)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES);
  }

  private static long touch(GridBlock block) {
    double sum = 0;
    for (int metric = 0; metric < block.metricCount(); metric++) {
      sum += Touched.sum(block.values(metric));
    }
    Touched.add(sum);
    return (long) block.cellCount() * block.metricCount() * Double.BYTES;
  }

  private static long touch(StreamGridResponse message) {
    double sum = 0;
    long values = 0;
    for (Column column : message.getChunk().getColumnsList()) {
      int count = column.getValuesCount();
      for (int i = 0; i < count; i++) {
        sum += column.getValues(i);
      }
      values += count;
    }
    Touched.add(sum);
    return values * Double.BYTES;
  }
}
