package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridClientBuilder;
import io.margrid.client.ResumePolicy;
import io.margrid.server.Fault.Verdict;
import io.margrid.server.config.Setting;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * The same question gives the same bits, whatever the network does: through a proxy that breaks connections, over real
 * sockets. {@code -Dmargrid.rounds=1000} for more rounds than a build has time for, {@code -Dmargrid.seed=…} for those
 * of a failed one.
 */
class NothingLostTest {
  private static final int ROUNDS = Integer.getInteger("margrid.rounds", 100);
  private static final ResumePolicy QUICK = new ResumePolicy(60, Duration.ofMillis(1), Duration.ofMillis(20),
      Duration.ofSeconds(5));
  /** 11 424 cells of five metrics, 457 kB; some cells divide by zero. */
  private static final StreamGridRequest GRID = RunningServer.streamRequest(
      "grid { scenario { model_id: 'taas-deal' }" + axis("revenue_share", 0, 1, 14)
          + axis("iaas_fee_per_mw", 0, 12, 24) + axis("gross_revenue_per_mw", 0, 40, 34)
          + " metrics: 'provider_net_revenue_per_mw' metrics: 'provider_ebit_per_mw' metrics: 'provider_ebit_margin'"
          + " metrics: 'lab_gross_margin_per_mw' metrics: 'lab_gross_margin' } max_chunk_bytes: 16384");
  private static final RunningServer SERVER = new RunningServer();
  private static Recording unbroken = new Recording();

  private static String axis(String parameter, int start, int stop, int count) {
    return " axes { zipped { members { parameter: '%s' linear { start: %d stop: %d count: %d } } } }"
        .formatted(parameter, start, stop, count);
  }

  @BeforeAll
  static void record() {
    try (MargridClient client = SERVER.client()) {
      unbroken = Recording.of(client, GRID);
    }
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  private static MargridClient client(String target) {
    return MargridClient.builder().target(target).resume(QUICK).build();
  }

  private static int streamThrough(IntFunction<Fault> faults, StreamGridRequest request, String how)
      throws Exception {
    try (FaultProxy proxy = new FaultProxy(SERVER.server.port(), faults);
        MargridClient client = client(proxy.target())) {
      Recording.of(client, request).assertSameAs(unbroken, how);
      return proxy.connections();
    }
  }

  @Test
  void streamsCutAfterAnyMessageAreTheSame() throws Exception {
    Verdict[] ends = {Verdict.RESET, Verdict.CLOSE};
    int messages = 0;
    int connections = 2;
    while (connections == 2) {
      Fault cut = new Fault.AfterMessages(messages, ends[messages % 2]);
      connections = streamThrough(connection -> connection == 0 ? cut : new Fault.None(), GRID,
          cut.toString());
      messages++;
    }
    // The header, 28 or more chunks and the summary; after the last of them there is nothing left to ask for.
    assertThat(messages).isGreaterThan(28);
  }

  @Test
  void streamsCutAtRandomBytesAreTheSame() throws Exception {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    for (int round = 0; round < ROUNDS; round++) {
      RandomGenerator random = new Random(seed + round);
      StreamGridRequest request = GRID.toBuilder().setMaxChunkBytes(4_096 + random.nextInt(60_000)).build();
      streamThrough(connection -> randomFault(random), request,
          "-Dmargrid.rounds=1 -Dmargrid.seed=" + (seed + round));
    }
  }

  /** Asked by one thread, in the order of the connections. */
  private static Fault randomFault(RandomGenerator random) {
    Verdict end = random.nextBoolean() ? Verdict.RESET : Verdict.CLOSE;
    return switch (random.nextInt(8)) {
      case 0 -> new Fault.Refuse();
      case 1 -> new Fault.Delay(1 + random.nextInt(3));
      case 2 -> new Fault.Throttle(2_000 + random.nextInt(20_000));
      case 3 -> new Fault.AfterBytes(random.nextInt(400), end);
      case 4 -> new Fault.AfterMessages(1 + random.nextInt(20), end);
      default -> new Fault.AfterBytes(random.nextInt(400_000), end);
    };
  }

  @Test
  void aHalfOpenConnectionCountsAsLostOnBothSides() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    try (
        RunningServer server = new RunningServer(
            Map.of(Setting.KEEPALIVE_TIME, "1", Setting.KEEPALIVE_TIMEOUT, "5"));
        FaultProxy proxy = new FaultProxy(server.server.port(), connection -> connection == 0
            ? new Fault.AfterBytes(100_000, Verdict.HALF_OPEN)
            : onceDone(seen))) {
      // gRPC pings no sooner than after 10 s.
      ManagedChannel channel = NettyChannelBuilder.forTarget(proxy.target()).usePlaintext()
          .flowControlWindow(65_536).keepAliveTime(10, TimeUnit.SECONDS).keepAliveTimeout(1, TimeUnit.SECONDS)
          .build();
      MargridClient client = MargridClient.builder().channel(channel).resume(QUICK).build();
      CompletableFuture<Recording> recording = CompletableFuture
          .supplyAsync(() -> Recording.of(client, GRID));
      Eventually.until("nothing comes any more", () -> proxy.halfOpen() == 1);
      Eventually.until("the server has given up", () -> server.server.counters().openCursors() == 0);
      assertThat(server.server.counters().pulls()).as("pulls for a reader who takes 100 kB of 457 kB")
          .isBetween(7L, 20L);
      assertThat(recording).isNotDone();
      seen.complete(null);
      recording.get(60, TimeUnit.SECONDS).assertSameAs(unbroken, "half-open");
      assertThat(proxy.connections()).isEqualTo(2);
      channel.shutdownNow();
    }
  }

  private static Fault onceDone(CompletableFuture<?> event) {
    event.join();
    return new Fault.None();
  }

  @Test
  void tilesOfServersThatDieAreTakenOver() throws Exception {
    StreamGridRequest request = GRID.toBuilder().setMaxChunkBytes(4_096).build();
    try (RunningServer lasting = new RunningServer();
        RunningServer stopped = new RunningServer(Map.of(Setting.DRAIN_TIME, "0"));
        FaultProxy cut = new FaultProxy(lasting.server.port(), connection -> new Fault.None())) {
      MargridClientBuilder builder = MargridClient.builder().resume(QUICK).tiles(6)
          .target("127.0.0.1:" + lasting.server.port() + ",127.0.0.1:" + stopped.server.port() + ","
              + cut.target());
      try (MargridClient client = builder.build()) {
        AtomicInteger events = new AtomicInteger();
        CompletableFuture<?>[] stop = new CompletableFuture<?>[1];
        Recording.of(client.stream(request).concatMap(event -> Flux.just(event), 1).doOnNext(event -> {
          int count = events.incrementAndGet();
          if (count == 10) {
            stop[0] = CompletableFuture.runAsync(stopped.server::close);
          }
          if (count == 20) {
            cut.cutAll();
          }
        })).assertSameAs(unbroken, "two of three servers lost");
        stop[0].get(30, TimeUnit.SECONDS);
        assertThat(cut.connections()).isPositive();
      }
    }
  }
}
