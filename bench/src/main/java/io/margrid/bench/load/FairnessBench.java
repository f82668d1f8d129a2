package io.margrid.bench.load;

import io.grpc.ManagedChannel;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.SweepServiceGrpc;
import io.margrid.v1.SweepServiceGrpc.SweepServiceBlockingStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * How long the server has small {@code Evaluate} calls, alone and beside endless streams of another connection: every round
 * measures both, one after the other. Calls come one by one, some hundred a second.
 */
public final class FairnessBench {
  private static final int STREAMS = 8;
  private static final long PAUSE_MILLIS = 2;
  private static final double WARM_UP_SECONDS = 5;
  private static final int LEAST_ROUNDS = 3;
  private static final double ROUND_SECONDS = 8;
  /** Goal: at most twice the unloaded time, and this. */
  private static final double GRACE_MILLIS = 5;

  private final LoadServerProcess server;
  private final SweepServiceBlockingStub calls;
  private final ManagedChannel streams;
  private long asked;

  private FairnessBench(LoadServerProcess server) {
    this.server = server;
    this.calls = SweepServiceGrpc.newBlockingStub(server.connect());
    this.streams = server.connect();
  }

  /**
   * Percentiles of one stretch.
   *
   * @param p50                in milliseconds
   * @param p99                in milliseconds
   * @param megabytesPerSecond that the streams got meanwhile
   */
  private record Stretch(double p50, double p99, int calls, double megabytesPerSecond) {}

  /** Arguments: seconds in all, the server's JVM options, its processor or nothing, the file of results. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (LoadServerProcess server = new LoadServerProcess(Path.of(args[1]), args[2])) {
      FairnessBench bench = new FairnessBench(server);
      bench.stretch(WARM_UP_SECONDS / 2, 0, false);
      bench.stretch(WARM_UP_SECONDS / 2, STREAMS, true);
      int rounds = Math.max(LEAST_ROUNDS, (int) ((seconds - WARM_UP_SECONDS) / ROUND_SECONDS));
      double each = Math.max(0.5, (seconds - WARM_UP_SECONDS) / rounds / 4);
      List<String> rows = new ArrayList<>();
      rows.add(bench.rows("plan found", rounds, each, false));
      rows.add(bench.rows("plan made", rounds, each, true));
      Files.writeString(Path.of(args[3]), "{\"streams\": " + STREAMS + ", \"rounds\": " + rounds
          + ", \"seconds_each\": " + each + ", \"evaluate\": [\n " + String.join(",\n ", rows) + "]}\n");
      System.out.println("written: " + args[3]);
    }
    System.exit(0);
  }

  private String rows(String name, int rounds, double seconds, boolean fresh)
      throws IOException, InterruptedException {
    List<Stretch> alone = new ArrayList<>();
    List<Stretch> beside = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      alone.add(stretch(seconds, 0, fresh));
      beside.add(stretch(seconds, STREAMS, fresh));
    }
    List<Double> least = alone.stream().map(Stretch::p99).toList();
    List<Double> most = beside.stream().map(Stretch::p99).toList();
    long met = IntStream.range(0, rounds).filter(i -> most.get(i) <= 2 * least.get(i) + GRACE_MILLIS).count();
    System.out.printf(Locale.ROOT,
        "Evaluate, %s: ms in the server, median of rounds (quartiles)%n  alone           p50 %s, p99 %s%n"
            + "  %d streams       p50 %s, p99 %s; streams got %s MB/s%n  within 2 x alone + 5 ms: %d of %d rounds%n",
        name, Quantiles.spread(alone.stream().map(Stretch::p50).toList()), Quantiles.spread(least), STREAMS,
        Quantiles.spread(beside.stream().map(Stretch::p50).toList()), Quantiles.spread(most),
        Quantiles.spread(beside.stream().map(Stretch::megabytesPerSecond).toList()), met, rounds);
    return "{\"name\": \"" + name + "\", \"alone_p99_ms\": " + Quantiles.json(least) + ", \"beside_p99_ms\": "
        + Quantiles.json(most) + "}";
  }

  private Stretch stretch(double seconds, int count, boolean fresh) throws IOException, InterruptedException {
    LongAdder bytes = new LongAdder();
    List<Endless> running = IntStream.range(0, count).mapToObj(i -> Endless.start(streams, bytes)).toList();
    while (count > 0 && bytes.sum() < 1 << 24) {
      Thread.sleep(1);
    }
    server.evaluateMillis();
    long before = bytes.sum();
    long started = System.nanoTime();
    while (System.nanoTime() - started < seconds * 1e9) {
      ask(fresh);
      Thread.sleep(PAUSE_MILLIS);
    }
    double speed = (bytes.sum() - before) * 1e3 / (System.nanoTime() - started);
    double[] millis = server.evaluateMillis();
    running.forEach(Endless::stop);
    Thread.sleep(200);
    return new Stretch(Quantiles.at(0.5, millis), Quantiles.at(0.99, millis), millis.length, speed);
  }

  private void ask(boolean fresh) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    if (fresh) {
      request.getScenarioBuilder().addSettingsBuilder().setParameter("gross_revenue_per_mw")
          .setValue(20 + 1e-6 * asked++);
    }
    if (calls.evaluate(request.build()).getMetricsCount() == 0) {
      throw new IllegalStateException("an answer without metrics");
    }
  }
}
