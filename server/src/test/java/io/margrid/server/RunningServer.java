package io.margrid.server;

import com.google.protobuf.TextFormat;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.client.MargridClient;
import io.margrid.server.config.ServerConfig;
import io.margrid.server.config.Setting;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.AnalysisServiceGrpc.AnalysisServiceBlockingStub;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import io.margrid.v1.SweepServiceGrpc.SweepServiceBlockingStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server on a free loopback port, with a connection to it. */
final class RunningServer implements AutoCloseable {
  final MargridServer server;
  final ManagedChannel channel;

  RunningServer(Map<Setting, String> settings) {
    try {
      server = MargridServer.start(ServerConfig.onFreePort(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  RunningServer() {
    this(Map.of());
  }

  /** Every call has a deadline, so that a test fails rather than hangs. */
  SweepServiceBlockingStub sweep() {
    return SweepServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  CatalogServiceBlockingStub catalog() {
    return CatalogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  AnalysisServiceBlockingStub analysis() {
    return AnalysisServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  MargridClient client() {
    return MargridClient.connect("127.0.0.1:" + server.port());
  }

  static StreamGridRequest streamRequest(String text) {
    try {
      return TextFormat.parse(text, StreamGridRequest.class);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
