package io.margrid.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The transport of a client that brings none of its own. */
final class OwnChannel {
  /** What may lie unread in the transport, per call: a few chunks. Fixed, where gRPC would let it grow. */
  private static final int FLOW_CONTROL_WINDOW = 4 << 20;
  /** A chunk stays below 1 MiB; a header with its points and labels may be several. */
  private static final int MAX_MESSAGE_BYTES = 8 << 20;
  /** How long a ping may stay unanswered. */
  private static final Duration KEEPALIVE_TIMEOUT = Duration.ofSeconds(20);

  private OwnChannel() {}

  /** Connects when first used. */
  static Connection open(String target, Duration keepalive, Optional<TransportSecurity> security) {
    boolean list = target.contains(",");
    Sockets sockets = new Sockets();
    NettyChannelBuilder builder = sockets
        .on(NettyChannelBuilder.forTarget(list ? ServerListProvider.target(target) : target))
        .defaultLoadBalancingPolicy(list || target.startsWith("dns:///") ? "round_robin" : "pick_first");
    if (security.isPresent()) {
      builder.sslContext(security.get().context());
    } else {
      builder.usePlaintext();
    }
    ManagedChannel channel = builder.userAgent("margrid-java/" + version())
        .flowControlWindow(FLOW_CONTROL_WINDOW).maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(keepalive.toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(KEEPALIVE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS).build();
    return Connection.own(channel, sockets::close);
  }

  private static String version() {
    try (InputStream in = OwnChannel.class.getResourceAsStream("client.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
