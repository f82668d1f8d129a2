package io.margrid.server.admin;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * gRPC's own account of the connections and calls of this process ({@code grpc.channelz.v1}): who is connected, how many
 * calls each made, what waits in its windows. Thread-safe.
 */
public final class ChannelzServer implements AutoCloseable {
  private static final int PAGE_ENTRIES = 100;
  private static final int MAX_CALLS_PER_CONNECTION = 10;
  private static final int IDLE_MINUTES = 5;

  private final Server server;

  private ChannelzServer(Server server) {
    this.server = server;
  }

  /**
   * Serves from now on.
   *
   * @param port 0: any free one
   * @throws IOException if the address cannot be listened on
   */
  public static ChannelzServer start(String host, int port) throws IOException {
    try {
      return new ChannelzServer(NettyServerBuilder.forAddress(AdminServer.address(host, port))
          .addService(ChannelzService.newInstance(PAGE_ENTRIES))
          .addService(ProtoReflectionServiceV1.newInstance())
          .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
          .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
          .build().start());
    } catch (IOException cannotListen) {
      throw new IOException("--admin-host, --channelz-port: " + host + ":" + port, cannotListen);
    }
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
