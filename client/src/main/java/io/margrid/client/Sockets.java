package io.margrid.client;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.IoHandlerFactory;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The sockets of one client and their threads, of which one starts with each of the first few connections. They read in
 * large pieces, and into buffers that are not put together: see {@link LargeFrames}.
 */
final class Sockets {
  /** A message of the usual size comes with one or two reads. */
  private static final int MOST_READ_BYTES = 256 << 10;
  private static final int FIRST_READ_BYTES = 64 << 10;
  private static final int LEAST_READ_BYTES = 1 << 10;
  /** For the last frames of connections that are being closed. */
  private static final long QUIET_MILLIS = 100;
  private static final long LONGEST_STOP_MILLIS = 2_000;

  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loops;

  Sockets() {
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    loops = new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(),
        new DefaultThreadFactory("margrid-client", true), handlers);
  }

  /** The builder, with these sockets instead of gRPC's own. */
  NettyChannelBuilder on(NettyChannelBuilder builder) {
    return builder.eventLoopGroup(loops).channelFactory(this::open);
  }

  private SocketChannel open() {
    SocketChannel socket = epoll ? new EpollSocketChannel() : new NioSocketChannel();
    socket.config().setRecvByteBufAllocator(
        new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, FIRST_READ_BYTES, MOST_READ_BYTES));
    socket.pipeline().addLast(new LargeFrames());
    return socket;
  }

  /** Ends the threads, once the connections are closed. Does not wait for that. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits: they are daemons
  void close() {
    loops.shutdownGracefully(QUIET_MILLIS, LONGEST_STOP_MILLIS, TimeUnit.MILLISECONDS);
  }
}
