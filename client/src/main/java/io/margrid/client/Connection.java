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
  private final boolean owned;
  private final Sinks.Empty<Void> closed = Sinks.empty();

  private Connection(Channel channel, boolean owned) {
    this.channel = channel;
    this.managed = channel instanceof ManagedChannel known ? known : null;
    this.owned = owned;
  }

  /** To be closed with the client. */
  static Connection own(ManagedChannel channel) {
    return new Connection(channel, true);
  }

  /** That stays open when the client is closed. */
  static Connection given(Channel channel) {
    return new Connection(channel, false);
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
    if (owned && managed != null) {
      managed.shutdownNow();
      // Closing twice is closing once.
      closed.tryEmitEmpty();
    }
  }
}
