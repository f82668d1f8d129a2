package io.margrid.client;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/** A real gRPC server on a free port of the loopback interface, with the services that a test brings. */
public final class Loopback implements AutoCloseable {
  private final Server server;

  private Loopback(Server server) {
    this.server = server;
  }

  public static Loopback serve(BindableService... services) throws IOException {
    return serve(
        Stream.of(services).map(BindableService::bindService).toArray(ServerServiceDefinition[]::new));
  }

  static Loopback serve(ServerServiceDefinition... services) throws IOException {
    NettyServerBuilder builder = NettyServerBuilder
        .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (ServerServiceDefinition service : services) {
      builder.addService(service);
    }
    return new Loopback(builder.build().start());
  }

  /** {@code host:port}. */
  public String target() {
    return "127.0.0.1:" + port();
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
