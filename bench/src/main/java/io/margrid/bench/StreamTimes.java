package io.margrid.bench;

import io.margrid.client.MargridClient;
import io.margrid.server.MargridServer;
import io.margrid.server.config.ServerConfig;
import io.margrid.v1.StreamGridRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How soon a grid of 10¹² cells starts and stops, over a loopback socket, with the server's default settings: the time
 * from subscribing to the first chunk in the subscriber's hands, and from cancelling to the last pull of the cursor and
 * to its end. Half of the rounds cancel a stream that is being read, half one whose reader has stopped.
 */
public final class StreamTimes {
  private static final int DEFAULT_ROUNDS = 100;
  private static final int WARM_UP_ROUNDS = 10;
  private static final Duration MOST = Duration.ofSeconds(60);
  /** Warns of every stream that is cancelled while its data waits, which is what is measured here. */
  private static final Logger CANCELLED_STREAMS = Logger.getLogger("io.grpc.netty.NettyServerHandler");

  private StreamTimes() {}

  /** Takes the number of rounds, 100 if none is given; ends after a minute in any case. */
  public static void main(String[] args) throws IOException, InterruptedException {
    CANCELLED_STREAMS.setLevel(Level.OFF);
    int rounds = args.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(args[0]);
    long end = System.nanoTime() + MOST.toNanos();
    try (MargridServer server = MargridServer.start(ServerConfig.onFreePort(Map.of()));
        MargridClient client = MargridClient.connect("127.0.0.1:" + server.port())) {
      StreamGridRequest request = StreamGridRequest.newBuilder().setGrid(Grids.trillion()).build();
      StreamRound round = new StreamRound(client, request, server.counters());
      report("the first round, cold", run(round, 1, end));
      run(round, WARM_UP_ROUNDS, end);
      report("warm", run(round, rounds, end));
    }
  }

  private static StreamSamples run(StreamRound round, int rounds, long end) throws InterruptedException {
    StreamSamples samples = new StreamSamples();
    for (int i = 0; i < rounds && System.nanoTime() < end; i++) {
      samples.add(round.run(i % 2 == 0));
    }
    return samples;
  }

  private static void report(String what, StreamSamples samples) {
    System.out.printf(Locale.ROOT, "10^12 cells of five metrics, %s: %d rounds%n", what, samples.count());
    System.out.printf(Locale.ROOT, "  %-46s %10s %10s%n", "", "median ms", "max ms");
    for (StreamSamples.Line line : samples.lines()) {
      System.out.printf(Locale.ROOT, "  %-46s %10.2f %10.2f%n", line.what(), line.median(), line.greatest());
    }
    System.out.printf(Locale.ROOT, "  most pulls after a cancel: %d%n", samples.mostPullsAfterCancel());
  }
}
