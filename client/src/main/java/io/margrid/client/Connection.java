package io.margrid.client;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A client's channel and whether it may still be used. Thread-safe. */
final class Connection {
  private final Channel channel;
  private final @Nullable ManagedChannel managed;
  /** What to do once the channel is closed; nothing if it is not to be closed here. */
  private final @Nullable Runnable afterwards;
  private final Sinks.Empty<Void> closed = Sinks.empty();

  private Connection(Channel channel, @Nullable Runnable afterwards) {
    this.channel = channel;
    this.managed = channel instanceof ManagedChannel known ? known : null;
    this.afterwards = afterwards;
  }

  /**
   * To be closed with the client.
   *
   * @param afterwards what is to be done then
   */
  static Connection own(ManagedChannel channel, Runnable afterwards) {
    return new Connection(channel, afterwards);
  }

  /** That stays open when the client is closed. */
  static Connection given(Channel channel) {
    return new Connection(channel, null);
  }

  Channel channel() {
    return channel;
  }

  /** Whether every further call would fail. */
  boolean isClosed() {
    return managed != null && managed.isShutdown();
  }

  /** Waits, less if the connection is closed meanwhile; meanwhile a lost connection is made anew. */
  Mono<Boolean> pause(Duration wait) {
    if (managed != null) {
      // gRPC's own backoff between connections would let calls fail that come after ours.
      managed.resetConnectBackoff();
    }
    return Mono.delay(wait).takeUntilOther(closed.asMono()).thenReturn(true);
  }

  void close() {
    if (afterwards != null && managed != null) {
      managed.shutdownNow();
      afterwards.run();
      // Closing twice is closing once.
      closed.tryEmitEmpty();
    }
  }
}
