package io.margrid.server.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections. Those that are refused are closed as they are; others wait until it is their turn, and nothing is
 * made for them before. All of that happens on the thread that accepts.
 */
final class Listener extends NioServerSocketChannel {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final Addresses addresses;
  private final ConnectionCounts counts;
  private final Set<Channel> open;
  private final Set<Arrival> waiting = new HashSet<>();

  /** @param open gets every connection from its turn on until it is closed */
  Listener(Addresses addresses, ConnectionCounts counts, Set<Channel> open) {
    this.addresses = addresses;
    this.counts = counts;
    this.open = open;
  }

  /** What begins is handed on by itself, now or later, rather than to the caller. */
  @Override
  protected int doReadMessages(List<Object> handedOn) throws IOException {
    SocketChannel socket = javaChannel().accept();
    if (socket == null) {
      return 0;
    }
    InetAddress address = ((InetSocketAddress) socket.getRemoteAddress()).getAddress();
    Addresses.Answer answer = addresses.arrive(Origin.of(address), System.nanoTime());
    if (answer.refusal().isPresent()) {
      counts.refuse(answer.refusal().get());
      hangUp(socket);
    } else {
      Arrival arrival = new Arrival(socket, address);
      waiting.add(arrival);
      arrival.after(answer.delay(), arrival::askForTurn);
    }
    return 1;
  }

  /** Without a farewell of TCP: the side that says that first keeps the connection in mind for a minute. */
  private static void hangUp(SocketChannel socket) {
    try (socket) {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException closedAlready) {
      // That is what was wanted.
    }
  }

  @Override
  protected void doClose() throws Exception {
    super.doClose();
    List.copyOf(waiting).forEach(Arrival::drop);
  }

  /** A connection that is accepted, and counted, and not begun yet. */
  private final class Arrival {
    private final SocketChannel socket;
    private final InetAddress address;
    private final Origin origin;

    Arrival(SocketChannel socket, InetAddress address) {
      this.socket = socket;
      this.address = address;
      this.origin = Origin.of(address);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is dropped meanwhile is not waiting any more
    void after(long nanos, Runnable step) {
      if (nanos == 0) {
        step.run();
      } else {
        eventLoop().schedule(step, nanos, TimeUnit.NANOSECONDS);
      }
    }

    /** It is its address's turn; now it waits for its own. */
    void askForTurn() {
      if (!waiting.contains(this)) {
        return;
      }
      long now = System.nanoTime();
      if (addresses.isRefused(origin, now)) {
        refuse(ConnectionRefusal.OFFENDER);
        return;
      }
      addresses.turn(now).ifPresentOrElse(wait -> after(wait, this::begin),
          () -> refuse(ConnectionRefusal.TOO_FAST));
    }

    private void refuse(ConnectionRefusal why) {
      counts.refuse(why);
      drop();
    }

    void drop() {
      waiting.remove(this);
      hangUp(socket);
      addresses.leave(origin);
    }

    private void begin() {
      if (!waiting.remove(this)) {
        return;
      }
      Channel connection = new NioSocketChannel(Listener.this, socket);
      connection.pipeline().addFirst(FrameGuard.place(this::offend));
      pipeline().fireChannelRead(connection);
      open.add(connection);
      connection.closeFuture().addListener(_ -> {
        open.remove(connection);
        addresses.leave(origin);
      });
    }

    /** By a thread of the transport. One line, however many connections an address has open when it begins. */
    private void offend(FrameType tooMany) {
      counts.cutOff(tooMany);
      addresses.offend(origin, System.nanoTime()).ifPresent(refusal -> LOG.atWarn()
          .addKeyValue("address", address.getHostAddress()).addKeyValue("frame", tooMany.label())
          .addKeyValue("refused_for", TimeUnit.NANOSECONDS.toSeconds(refusal) + " s")
          .log("a connection was cut off: too many frames"));
    }
  }
}
