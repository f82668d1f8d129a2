package io.margrid.server;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of a server and their threads. gRPC ends the calls that outlast a server by resetting their streams, which
 * clients see as CANCELLED and take for a decision; a connection that closes under a call is UNAVAILABLE to them, and
 * they ask another server. Thread-safe.
 */
final class Connections {
  private final EventLoopGroup accepting = loops(1, "margrid-accept");
  private final EventLoopGroup io = loops(0, "margrid-io");
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /** @param threads 0: as many as the transport sees fit */
  private static EventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true),
        NioIoHandler.newFactory());
  }

  /** Knows every connection it accepts until that is closed. */
  private final class Listener extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
      int before = accepted.size();
      int count = super.doReadMessages(accepted);
      for (Object each : accepted.subList(before, accepted.size())) {
        Channel connection = (Channel) each;
        open.add(connection);
        connection.closeFuture().addListener(_ -> open.remove(connection));
      }
      return count;
    }
  }

  NettyServerBuilder on(NettyServerBuilder builder) {
    return builder.bossEventLoopGroup(accepting).workerEventLoopGroup(io).channelFactory(Listener::new);
  }

  int count() {
    return open.size();
  }

  /** Closes every connection as it is, below the protocol: nothing more is said on it. */
  void hangUp() {
    for (Channel connection : open) {
      connection.eventLoop()
          .execute(() -> connection.unsafe().close(connection.unsafe().voidPromise()));
    }
  }

  /** Ends the threads, once no server uses them any more, and waits for that for a while. */
  void close() {
    accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
