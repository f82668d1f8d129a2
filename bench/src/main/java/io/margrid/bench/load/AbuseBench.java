package io.margrid.bench.load;

import io.grpc.ManagedChannel;
import io.margrid.bench.report.Bars;
import io.margrid.bench.report.Results;
import io.margrid.bench.report.Spread;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.SweepServiceGrpc;
import io.margrid.v1.SweepServiceGrpc.SweepServiceBlockingStub;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How long the small calls of a well-behaved neighbour take alone, and while another abuses HTTP/2 in one way or the other.
 * Every round measures both, one after the other, and every flood comes from an address that the server has not seen before.
 * A call that fails ends the measurement. The flood and the neighbour share the load's processor: the time in the server is
 * the server's, the round trip also that of their own.
 */
public final class AbuseBench {
  private static final long PAUSE_MILLIS = 2;
  private static final double WARM_UP_SECONDS = 4;
  private static final double LEAST_STRETCH_SECONDS = 0.5;
  private static final double STRETCH_SECONDS = 2;
  private static final int LEAST_ROUNDS = 3;
  private static final double GOAL = 2;
  private static final EvaluateRequest QUESTION = question();

  private final LoadServerProcess server;
  private final SweepServiceBlockingStub calls;
  private int strangers;

  private AbuseBench(LoadServerProcess server, ManagedChannel neighbour) {
    this.server = server;
    this.calls = SweepServiceGrpc.newBlockingStub(neighbour);
  }

  /**
   * The 99th percentile of one stretch, in milliseconds.
   *
   * @param inServer  from the headers to the last frame written
   * @param roundTrip as the neighbour sees it
   */
  private record Stretch(double inServer, double roundTrip) {}

  /** Rounds of one flood, each alone and beside it. */
  private record Rounds(List<Stretch> alone, List<Stretch> beside) {
    List<Double> inServer(List<Stretch> stretches) {
      return stretches.stream().map(Stretch::inServer).toList();
    }

    List<Double> roundTrip(List<Stretch> stretches) {
      return stretches.stream().map(Stretch::roundTrip).toList();
    }

    static List<Double> ratios(List<Double> beside, List<Double> alone) {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < alone.size(); i++) {
        ratios.add(beside.get(i) / alone.get(i));
      }
      return ratios;
    }

    List<Double> serverRatios() {
      return ratios(inServer(beside), inServer(alone));
    }

    List<Double> roundTripRatios() {
      return ratios(roundTrip(beside), roundTrip(alone));
    }
  }

  /** Arguments: seconds in all, the server's JVM options, its processor or nothing, the folder of results. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (LoadServerProcess server = new LoadServerProcess(Path.of(args[1]), args[2])) {
      AbuseBench bench = new AbuseBench(server, server.connect());
      double warmUp = Math.min(WARM_UP_SECONDS, seconds / 4);
      bench.stretch(warmUp);
      double each = Math.clamp((seconds - warmUp) / Flood.values().length / 2 / LEAST_ROUNDS,
          LEAST_STRETCH_SECONDS, STRETCH_SECONDS);
      int rounds = Math.max(LEAST_ROUNDS,
          (int) ((seconds - warmUp) / Flood.values().length / 2 / each));
      Map<Flood, Rounds> measured = bench.measure(rounds, each);
      report(measured, rounds, each, new Results(Path.of(args[3]), "abuse"));
    }
    System.exit(0);
  }

  private static EvaluateRequest question() {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId("taas-deal");
    return request.build();
  }

  private Map<Flood, Rounds> measure(int rounds, double each) throws IOException, InterruptedException {
    Map<Flood, Rounds> measured = new LinkedHashMap<>();
    for (Flood flood : Flood.values()) {
      measured.put(flood, new Rounds(new ArrayList<>(), new ArrayList<>()));
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Flood, Rounds> one : measured.entrySet()) {
        one.getValue().alone().add(stretch(each));
        one.getValue().beside().add(beside(one.getKey(), each));
      }
    }
    return measured;
  }

  /** An address of loopback that the server has not seen yet, so that it holds nothing against it. */
  private InetAddress stranger() throws IOException {
    strangers++;
    return InetAddress.getByAddress(new byte[]{127, 1, (byte) (strangers >> 8), (byte) strangers});
  }

  private Stretch beside(Flood flood, double seconds) throws IOException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    InetAddress from = stranger();
    List<Exception> failures = new ArrayList<>();
    Thread thread = Thread.ofPlatform().name("flood").start(() -> {
      try {
        flood.run(from, server.port(), over::get);
      } catch (IOException | InterruptedException e) {
        failures.add(e);
      }
    });
    Stretch measured;
    try {
      measured = stretch(seconds);
    } finally {
      over.set(true);
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IOException(flood.label(), failures.getFirst());
    }
    return measured;
  }

  private Stretch stretch(double seconds) throws IOException, InterruptedException {
    server.evaluateMillis();
    List<Double> roundTrips = new ArrayList<>();
    long started = System.nanoTime();
    while (System.nanoTime() - started < seconds * 1e9) {
      long asked = System.nanoTime();
      if (calls.evaluate(QUESTION).getMetricsCount() == 0) {
        throw new IllegalStateException("an answer without metrics");
      }
      roundTrips.add((System.nanoTime() - asked) / 1e6);
      Thread.sleep(PAUSE_MILLIS);
    }
    double[] sorted = roundTrips.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Stretch(Quantiles.at(0.99, server.evaluateMillis()), Quantiles.at(0.99, sorted));
  }

  private static void report(Map<Flood, Rounds> measured, int rounds, double each, Results results)
      throws IOException {
    Map<String, Object> json = new LinkedHashMap<>(
        Map.of("rounds", rounds, "seconds_each", each, "goal_ratio", GOAL));
    Map<String, Spread> bars = new LinkedHashMap<>();
    System.out.printf(Locale.ROOT,
        "p99 of Evaluate beside a flood, to that alone; median (quartiles) of %d rounds%n"
            + "%-28s %-22s %-22s %s%n",
        rounds, "", "in the server", "round trip", "alone, ms");
    for (Map.Entry<Flood, Rounds> one : measured.entrySet()) {
      Spread inServer = Spread.of(one.getValue().serverRatios());
      Spread roundTrip = Spread.of(one.getValue().roundTripRatios());
      Spread alone = Spread.of(one.getValue().inServer(one.getValue().alone()));
      bars.put(one.getKey().label(), inServer);
      json.put(one.getKey().label(), Map.of("p99_ratio_in_server", inServer.json(), "p99_ratio_round_trip",
          roundTrip.json(), "p99_alone_ms_in_server", alone.json()));
      System.out.printf(Locale.ROOT, "%-28s %-22s %-22s %s%n", one.getKey().label(), inServer, roundTrip,
          alone);
    }
    String met = bars.entrySet().stream().filter(bar -> bar.getValue().median() > GOAL)
        .map(Map.Entry::getKey).reduce((a, b) -> a + ", " + b).map(missed -> "missed beside " + missed)
        .orElse("kept beside all");
    System.out.println("goal, p99 within 2 x in the server: " + met);
    results.write(json);
    results.draw(Bars.of("A neighbour's calls beside floods", "p99 in the server, times that alone", bars));
  }
}
