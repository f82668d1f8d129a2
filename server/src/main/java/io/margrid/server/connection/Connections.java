package io.margrid.server.connection;

import io.grpc.netty.NettyServerBuilder;
import io.margrid.server.config.ConnectionLimits;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of a server and their threads. gRPC ends the calls that outlast a server by resetting their streams, which
 * clients see as CANCELLED and take for a decision; a connection that closes under a call is UNAVAILABLE to them, and
 * they ask another server. Thread-safe.
 */
public final class Connections {
  private static final int LEAST_READ = 1_024;
  /** Requests are small, and a thread of the transport serves many connections: each is read a little at a time. */
  private static final int MOST_READ = 16_384;

  private final EventLoopGroup accepting = loops(1, "margrid-accept");
  private final EventLoopGroup io = loops(0, "margrid-io");
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final ConnectionCounts counts = new ConnectionCounts();
  private final Addresses addresses;

  public Connections(ConnectionLimits limits) {
    addresses = new Addresses(limits, System.nanoTime());
  }

  /** @param threads 0: as many as the transport sees fit */
  private static EventLoopGroup loops(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true),
        NioIoHandler.newFactory());
  }

  /** Lets a server that is being built have its connections from here. */
  public NettyServerBuilder on(NettyServerBuilder builder) {
    return builder.bossEventLoopGroup(accepting).workerEventLoopGroup(io)
        .channelFactory(() -> new Listener(addresses, counts, open))
        .withChildOption(ChannelOption.RECVBUF_ALLOCATOR, oneReadAtATime());
  }

  private static RecvByteBufAllocator oneReadAtATime() {
    return new AdaptiveRecvByteBufAllocator(LEAST_READ, LEAST_READ, MOST_READ).maxMessagesPerRead(1);
  }

  /** Those that are open, and those that wait for their turn. */
  public int count() {
    return addresses.count();
  }

  /** What was not let in, and what was cut off. */
  public ConnectionCounts counts() {
    return counts;
  }

  /** Closes every connection as it is, below the protocol: nothing more is said on it. */
  public void hangUp() {
    for (Channel connection : open) {
      connection.eventLoop()
          .execute(() -> connection.unsafe().close(connection.unsafe().voidPromise()));
    }
  }

  /** Ends the threads, once no server uses them any more, and waits for that for a while. */
  public void close() {
    accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
