package io.margrid.client;

import io.grpc.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link MargridClient}. A target or a channel is required, everything else has a default. */
public final class MargridClientBuilder {
  private static final int MIN_CHUNK_BYTES = 4_096;
  private static final int MAX_CHUNK_BYTES = 983_040;
  private static final int MAX_CREDIT = 64;
  private static final int MAX_TILES = 64;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private @Nullable String target;
  private @Nullable Channel channel;
  private Duration unaryDeadline = Duration.ofSeconds(30);
  private Optional<Duration> streamDeadline = Optional.empty();
  /** Margrid's servers allow a ping every ten seconds. */
  private Duration keepalive = Duration.ofSeconds(30);
  private int credit = 4;
  private Optional<Integer> maxChunkBytes = Optional.empty();
  private long maxRowBytes = 64L << 20;
  private ResumePolicy resume = ResumePolicy.standard();
  private int tiles = 1;
  private Optional<TransportSecurity> security = Optional.empty();
  private Optional<BearerToken> token = Optional.empty();

  MargridClientBuilder() {}

  /**
   * {@code host:port}, or any target that gRPC can resolve. Several servers, which are called in turn, are
   * {@code host:port,host:port}, or {@code dns:///host:port} with a name that has several addresses. The client owns
   * the connections.
   */
  public MargridClientBuilder target(String target) {
    this.target = target;
    return this;
  }

  /** A channel that stays the caller's: its flow-control window, TLS and keepalive are then the caller's matter. */
  public MargridClientBuilder channel(Channel channel) {
    this.channel = channel;
    return this;
  }

  /** TLS on the client's own connection. Default: plaintext. A given channel brings its own. */
  public MargridClientBuilder transportSecurity(TransportSecurity tls) {
    this.security = Optional.of(tls);
    return this;
  }

  /**
   * Sends a token with every call ({@code authorization: Bearer …}), over TLS or to this machine only: a call that
   * would show it to the network fails.
   *
   * @param token asked at every call, so that it may change; not on the caller's thread, may block for a moment
   */
  public MargridClientBuilder bearerToken(Supplier<String> token) {
    this.token = Optional.of(new BearerToken(token));
    return this;
  }

  /** How long every call but a stream may take. Default 30 s. */
  public MargridClientBuilder unaryDeadline(Duration deadline) {
    this.unaryDeadline = positive("unaryDeadline", deadline);
    return this;
  }

  /** How long a stream may take from start to end. Default: as long as it is read. */
  public MargridClientBuilder streamDeadline(Duration deadline) {
    this.streamDeadline = Optional.of(positive("streamDeadline", deadline));
    return this;
  }

  /**
   * How long a connection with calls may be silent before it is pinged; unanswered for 20 s, it counts as lost. Default
   * 30 s. Margrid's servers allow 10 s and more, other ones perhaps not before 5 minutes.
   */
  public MargridClientBuilder keepalive(Duration silence) {
    this.keepalive = positive("keepalive", silence);
    return this;
  }

  /** Messages of a stream asked for at once, 1 to 64. Default 4, half a MiB: with fewer the server waits now and then. */
  public MargridClientBuilder credit(int messages) {
    this.credit = (int) within("credit", messages, 1, MAX_CREDIT);
    return this;
  }

  /** Chunk size to ask for where a request does not, 4 096 to 983 040 bytes. Default: the server's choice. */
  public MargridClientBuilder maxChunkBytes(int bytes) {
    this.maxChunkBytes = Optional.of((int) within("maxChunkBytes", bytes, MIN_CHUNK_BYTES, MAX_CHUNK_BYTES));
    return this;
  }

  /** Longest row that {@link MargridClient#streamRows} joins, in bytes of values of all metrics. Default 64 MiB. */
  public MargridClientBuilder maxRowBytes(long bytes) {
    this.maxRowBytes = within("maxRowBytes", bytes, Double.BYTES, Long.MAX_VALUE);
    return this;
  }

  /**
   * How streams that are interrupted go on, and how questions are asked again, those up to four times at most. Default:
   * {@link ResumePolicy#standard()}.
   */
  public MargridClientBuilder resume(ResumePolicy policy) {
    this.resume = policy;
    return this;
  }

  /**
   * Cuts every grid into ranges of at most 8 MiB of values and streams so many of them at once, 1 to 64, from all
   * servers of the target; events still come in order, and one whose turn has not come waits in memory. Default 1: one
   * stream, which is not cut.
   */
  public MargridClientBuilder tiles(int atOnce) {
    this.tiles = (int) within("tiles", atOnce, 1, MAX_TILES);
    return this;
  }

  /**
   * A client with these settings.
   *
   * @throws IllegalStateException unless exactly one of target and channel was given, and TLS with a target only
   */
  public MargridClient build() {
    CallSettings settings = new CallSettings(unaryDeadline, streamDeadline, credit, maxChunkBytes,
        maxRowBytes, resume, tiles, token);
    String address = target;
    Channel given = channel;
    if (address != null && given == null) {
      return new MargridClient(OwnChannel.open(address, keepalive, security), settings);
    }
    if (address == null && given != null) {
      if (security.isPresent()) {
        throw new IllegalStateException("transportSecurity: given beside a channel (expected: a target)");
      }
      return new MargridClient(Connection.given(given), settings);
    }
    throw new IllegalStateException(
        "target, channel: " + (given == null ? "neither" : "both") + " (expected: one)");
  }

  private static Duration positive(String name, Duration duration) {
    if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": " + duration + " (expected: more than zero, at most " + LONGEST + ")");
    }
    return duration;
  }

  private static long within(String name, long value, long least, long greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + greatest + ")");
    }
    return value;
  }
}
