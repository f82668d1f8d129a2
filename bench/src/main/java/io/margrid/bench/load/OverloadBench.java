package io.margrid.bench.load;

import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.AnalysisServiceGrpc.AnalysisServiceStub;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Questions of one and of some milliseconds each, first as fast as they are answered, then ten times as many. Goodput is
 * answers within their deadline, per second. Every round measures both, one after the other.
 */
public final class OverloadBench {
  private static final int TIMES = 10;
  /** Of a bridge, which computes two to their number of cells: some 4 ms, and one. */
  private static final List<Integer> PARAMETERS = List.of(16, 14);
  private static final int CONCURRENT = 8;
  private static final long DEADLINE_SECONDS = 2;
  private static final double WARM_UP_SECONDS = 10;
  private static final int LEAST_ROUNDS = 3;
  private static final double ROUND_SECONDS = 8;
  private static final long TICK_NANOS = 1_000_000;

  private final AnalysisServiceStub questions;
  private final int parameters;
  private final BridgeRequest request;

  private OverloadBench(Channel channel, int parameters) {
    this.questions = AnalysisServiceGrpc.newStub(channel);
    this.parameters = parameters;
    this.request = request(parameters);
  }

  /** What became of the questions of one stretch, and how long those answered took, in milliseconds. */
  private static final class Outcome {
    final LongAdder answered = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder late = new LongAdder();
    final List<Double> millis = new ArrayList<>();

    void end(long started, Status status) {
      switch (status.getCode()) {
        case OK -> {
          answered.increment();
          synchronized (millis) {
            millis.add((System.nanoTime() - started) / 1e6);
          }
        }
        case RESOURCE_EXHAUSTED -> refused.increment();
        default -> late.increment();
      }
    }

    double p99() {
      synchronized (millis) {
        return Quantiles.at(0.99, millis.stream().mapToDouble(Double::doubleValue).sorted().toArray());
      }
    }
  }

  /** Arguments: seconds in all, the server's JVM options, its processor or nothing, the file of results. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (LoadServerProcess server = new LoadServerProcess(Path.of(args[1]), args[2])) {
      Channel channel = server.connect();
      double each = seconds / PARAMETERS.size();
      double warmUp = Math.min(WARM_UP_SECONDS, each / 3);
      List<String> rows = new ArrayList<>();
      for (int parameters : PARAMETERS) {
        OverloadBench bench = new OverloadBench(channel, parameters);
        double peak = bench.peak(warmUp / 2);
        // Refusals above all: there are ten of them for each answer, and slow ones take the answers' time.
        bench.offered(TIMES * peak, warmUp / 2);
        int rounds = Math.max(LEAST_ROUNDS, (int) ((each - warmUp) / ROUND_SECONDS));
        rows.add(bench.run(rounds, Math.max(0.5, (each - warmUp) / rounds / 2 - 0.5)));
      }
      Files.writeString(Path.of(args[3]), "[" + String.join(",\n", rows) + "]\n");
      System.out.println("written: " + args[3]);
    }
    System.exit(0);
  }

  private String run(int rounds, double seconds) throws InterruptedException {
    List<Double> peaks = new ArrayList<>();
    List<Double> goodputs = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    System.out.println("questions of 2^" + parameters + " cells");
    for (int round = 0; round < rounds; round++) {
      double peak = peak(seconds);
      Outcome outcome = offered(TIMES * peak, seconds);
      double goodput = outcome.answered.sum() / seconds;
      peaks.add(peak);
      goodputs.add(goodput);
      ratios.add(goodput / peak);
      System.out.printf(Locale.ROOT,
          "  round %d: peak %.0f/s; offered %.0f/s: answered %.0f/s (p99 %.0f ms), refused %.0f/s, late or failed %.1f/s%n",
          round + 1, peak, TIMES * peak, goodput, outcome.p99(), outcome.refused.sum() / seconds,
          outcome.late.sum() / seconds);
    }
    System.out.println("  goodput at " + TIMES + " times the load, of its peak: " + Quantiles.spread(ratios));
    return "{\"parameters\": " + parameters + ", \"times\": " + TIMES + ", \"rounds\": " + rounds
        + ", \"seconds_each\": " + seconds + ",\n \"peak_per_second\": " + Quantiles.json(peaks)
        + ",\n \"goodput_per_second\": " + Quantiles.json(goodputs) + ",\n \"of_peak\": "
        + Quantiles.json(ratios) + "}";
  }

  /** Answers per second where the next question waits for an answer. */
  private double peak(double seconds) throws InterruptedException {
    Outcome outcome = new Outcome();
    Semaphore free = new Semaphore(CONCURRENT);
    long started = System.nanoTime();
    while (System.nanoTime() - started < seconds * 1e9) {
      if (free.tryAcquire(10, TimeUnit.MILLISECONDS)) {
        ask(outcome, free::release);
      }
    }
    double answered = outcome.answered.sum();
    double taken = (System.nanoTime() - started) / 1e9;
    free.acquire(CONCURRENT);
    return answered / taken;
  }

  /** Questions at a steady rate, whatever becomes of them. Answers that come after the last question do not count. */
  private Outcome offered(double perSecond, double seconds) throws InterruptedException {
    Outcome outcome = new Outcome();
    AtomicLong open = new AtomicLong();
    long started = System.nanoTime();
    double sent = 0;
    while (System.nanoTime() - started < seconds * 1e9) {
      double due = (System.nanoTime() - started) / 1e9 * perSecond;
      for (; sent < due; sent++) {
        open.incrementAndGet();
        ask(outcome, open::decrementAndGet);
      }
      TimeUnit.NANOSECONDS.sleep(TICK_NANOS);
    }
    Outcome within = new Outcome();
    within.answered.add(outcome.answered.sum());
    within.refused.add(outcome.refused.sum());
    within.late.add(outcome.late.sum());
    synchronized (outcome.millis) {
      within.millis.addAll(outcome.millis);
    }
    while (open.get() > 0) {
      Thread.sleep(5);
    }
    return within;
  }

  private void ask(Outcome outcome, Runnable ended) {
    long started = System.nanoTime();
    questions.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).bridge(request, new StreamObserver<>() {
      @Override
      public void onNext(BridgeResponse response) {}

      @Override
      public void onError(Throwable thrown) {
        outcome.end(started, Status.fromThrowable(thrown));
        ended.run();
      }

      @Override
      public void onCompleted() {
        outcome.end(started, Status.OK);
        ended.run();
      }
    });
  }

  /** All orders of some changes: two to their number of cells. */
  private static BridgeRequest request(int parameters) {
    BridgeRequest.Builder request = BridgeRequest.newBuilder().setMetric("m");
    StringBuilder sum = new StringBuilder("0");
    for (int i = 0; i < parameters; i++) {
      request.getFromBuilder().getModelBuilder().addParametersBuilder().setName("p" + i).setValue(1);
      request.getToBuilder().addSettingsBuilder().setParameter("p" + i).setValue(2);
      sum.append(" + exp(p").append(i).append(')');
    }
    request.getFromBuilder().getModelBuilder().addMetricsBuilder().setName("m").setFormula(sum.toString());
    request.getToBuilder().setModel(request.getFromBuilder().getModel());
    return request.build();
  }
}
