package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.GridBlock;
import io.margrid.client.GridEvent;
import io.margrid.client.MargridClient;
import io.margrid.server.config.Setting;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.StreamGridRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Three servers are restarted one after the other on their ports while a client streams from them and asks small
 * questions: it gets every cell and every answer, bit for bit, and sees no error.
 */
@Timeout(600)
class RollingRestartTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  /** 2.3 MB in some 560 chunks. */
  private static final StreamGridRequest GRID = grid(70, 4_096);
  /** 33 MB: each quarter is more than what may lie between the server and a reader that waits. */
  private static final StreamGridRequest LONG_GRID = grid(1_000, 131_072);

  private final RunningServer[] servers = new RunningServer[3];
  private final ExecutorService load = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Void>> work = new ArrayList<>();
  private final AtomicLong grids = new AtomicLong();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile boolean restarting = true;

  /** Rows of 816 cells of five metrics; some cells divide by zero. */
  private static StreamGridRequest grid(int rows, int chunkBytes) {
    return RunningServer.streamRequest("grid { scenario { model_id: 'taas-deal' }"
        + axis("revenue_share", 0, 1, rows)
        + axis("iaas_fee_per_mw", 0, 12, 24) + axis("gross_revenue_per_mw", 0, 40, 34)
        + " metrics: 'provider_net_revenue_per_mw' metrics: 'provider_ebit_per_mw' metrics: 'provider_ebit_margin'"
        + " metrics: 'lab_gross_margin_per_mw' metrics: 'lab_gross_margin' } max_chunk_bytes: " + chunkBytes);
  }

  private static String axis(String parameter, int start, int stop, int count) {
    return " axes { zipped { members { parameter: '%s' linear { start: %d stop: %d count: %d } } } }"
        .formatted(parameter, start, stop, count);
  }

  private static EvaluateRequest question(double revenueShare) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal").addSettingsBuilder().setParameter("revenue_share")
        .setValue(revenueShare);
    return request.build();
  }

  @AfterEach
  void stop() {
    restarting = false;
    load.shutdownNow();
    Arrays.stream(servers).filter(Objects::nonNull).forEach(RunningServer::close);
  }

  private MargridClient client(int tiles) {
    return MargridClient.builder().tiles(tiles).target(Arrays.stream(servers)
        .map(server -> "127.0.0.1:" + server.server.port()).collect(Collectors.joining(","))).build();
  }

  /** Calls that are running when a server stops get so many seconds; with none, all of them are cut off. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void noCellIsLostAndNoErrorIsSeen(String drainSeconds) throws Exception {
    Map<Setting, String> settings = Map.of(Setting.DRAIN_TIME, drainSeconds, Setting.FAREWELL_TIME, "1");
    Arrays.setAll(servers, i -> new RunningServer(settings));
    try (MargridClient whole = client(1); MargridClient tiled = client(4)) {
      Recording unbroken = Recording.of(whole, GRID);
      Recording unbrokenLong = Recording.of(whole.stream(LONG_GRID), PATIENCE);
      EvaluateResponse answer = answer(whole);
      during(() -> assertGrid(whole, unbroken));
      during(() -> assertGrid(tiled, unbroken));
      during(() -> assertAnswer(whole, answer));
      during(() -> assertAnswer(tiled, answer));
      CompletableFuture<Void> waiting = running(() -> Recording.of(waitingForRestarts(whole), PATIENCE)
          .assertSameAs(unbrokenLong, "one stream through all restarts"));
      work.add(waiting);
      for (int i = 0; i < servers.length; i++) {
        awaitLoadOn(servers[i]);
        restart(i, settings);
        assertThat(waiting).isNotDone();
        restarts.incrementAndGet();
      }
      awaitLoadOn(servers[2]);
      restarting = false;
      for (CompletableFuture<Void> done : work) {
        done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  /** On the same port, which is where clients look for it. */
  private void restart(int index, Map<Setting, String> settings) throws InterruptedException {
    int port = servers[index].server.port();
    servers[index].close();
    Eventually.until("the port is free again", () -> {
      try {
        servers[index] = new RunningServer(with(settings, port));
        return true;
      } catch (UncheckedIOException taken) {
        return false;
      }
    });
  }

  private static Map<Setting, String> with(Map<Setting, String> settings, int port) {
    Map<Setting, String> all = new EnumMap<>(settings);
    all.put(Setting.PORT, Integer.toString(port));
    all.put(Setting.ADMIN_PORT, "off");
    return all;
  }

  /** Until streams have come to a server, and others have ended somewhere since; fails as soon as the work fails. */
  private void awaitLoadOn(RunningServer server) throws InterruptedException {
    long streamed = grids.get();
    long answered = answers.get();
    Eventually.until("calls on every server", () -> {
      work.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
      return server.server.counters().pulls() > 100 && grids.get() > streamed + 2
          && answers.get() > answered + 20;
    });
  }

  private CompletableFuture<Void> running(Runnable task) {
    return CompletableFuture.runAsync(task, load);
  }

  private void during(Runnable question) {
    work.add(running(() -> {
      while (restarting) {
        question.run();
      }
    }));
  }

  private void assertGrid(MargridClient client, Recording expected) {
    Recording.of(client, GRID).assertSameAs(expected, "while servers are restarted");
    grids.incrementAndGet();
  }

  private void assertAnswer(MargridClient client, EvaluateResponse expected) {
    assertThat(answer(client)).isEqualTo(expected);
    answers.incrementAndGet();
  }

  private static EvaluateResponse answer(MargridClient client) {
    return Objects.requireNonNull(client.evaluate(question(0.3)).block(Duration.ofSeconds(60)));
  }

  /** The second quarter of the grid is read after the first restart, and so on. */
  private Flux<GridEvent> waitingForRestarts(MargridClient client) {
    return client.stream(LONG_GRID).concatMap(this::onceItIsTime, 1);
  }

  private Mono<GridEvent> onceItIsTime(GridEvent event) {
    return event instanceof GridBlock block && restarts.get() < block.firstCell() / (250 * 816)
        ? Mono.delay(Duration.ofMillis(20)).then(Mono.defer(() -> onceItIsTime(event)))
        : Mono.just(event);
  }
}
