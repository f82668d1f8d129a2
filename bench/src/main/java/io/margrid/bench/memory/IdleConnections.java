package io.margrid.bench.memory;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.ArrayList;
import java.util.List;

/** Connections over each of which one small call has gone, and nothing since. */
final class IdleConnections implements AutoCloseable {
  private final String target;
  private final List<ManagedChannel> channels = new ArrayList<>();

  IdleConnections(String target) {
    this.target = target;
  }

  /** Opens what is missing; returns once all have had their answer. */
  void growTo(int count) {
    while (channels.size() < count) {
      ManagedChannel channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
      channels.add(channel);
      HealthGrpc.newBlockingStub(channel).withWaitForReady().check(HealthCheckRequest.getDefaultInstance());
    }
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
