package io.margrid.bench.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;

/** A pair of blocking socket channels: one writes the same buffer without end, the other touches every byte. */
final class RawSockets {
  private static final int READ_BYTES = 1 << 20;

  private RawSockets() {}

  /** Accepts connections; each says in four bytes how large the writes should be. Returns the port. */
  static int serve() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("raw-accept").start(() -> accept(server));
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  private static void accept(ServerSocketChannel server) {
    while (server.isOpen()) {
      try {
        SocketChannel connection = server.accept();
        Thread.ofPlatform().daemon().name("raw-write").start(() -> write(connection));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void write(SocketChannel connection) {
    try (connection) {
      connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
      ByteBuffer size = ByteBuffer.allocate(Integer.BYTES);
      while (size.hasRemaining() && connection.read(size) >= 0) {
        // until all four bytes are there
      }
      ByteBuffer bytes = ByteBuffer.allocateDirect(size.flip().getInt());
      while (true) {
        connection.write(bytes);
        if (!bytes.hasRemaining()) {
          bytes.clear();
        }
      }
    } catch (IOException e) {
      // The reader has gone: that is how a measurement ends.
    }
  }

  /** Reads until closed. */
  static Flow reader(int port, int writeBytes) {
    return received -> {
      SocketChannel connection = SocketChannel
          .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      connection.write(ByteBuffer.allocate(Integer.BYTES).putInt(writeBytes).flip());
      Thread.ofPlatform().daemon().name("raw-read").start(() -> read(connection, received));
      return connection;
    };
  }

  private static void read(SocketChannel connection, LongAdder received) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(READ_BYTES);
    MemorySegment segment = MemorySegment.ofBuffer(bytes);
    try {
      for (int n = connection.read(bytes); n >= 0; n = connection.read(bytes.clear())) {
        Touched.add(sum(segment, n));
        received.add(n);
      }
    } catch (ClosedChannelException e) {
      // The measurement is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double sum(MemorySegment bytes, int count) {
    long sum = 0;
    for (long i = 0; i < count / Long.BYTES; i++) {
      sum += bytes.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i);
    }
    return sum;
  }
}
