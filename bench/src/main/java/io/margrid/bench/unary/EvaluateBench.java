package io.margrid.bench.unary;

import io.margrid.bench.Grids;
import io.margrid.bench.process.ChildJvm;
import io.margrid.bench.report.Bars;
import io.margrid.bench.report.Results;
import io.margrid.bench.report.Spread;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Scenario;
import io.margrid.v1.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code Evaluate} of five metrics against a server that answers with nothing, in turn, 64 calls under way: the same
 * question again and again, whose answer is kept; the same, with an admin port, so that calls are measured; the same,
 * asked of a server that keeps nothing, so that it is read, planned and computed anew each time; a question with other
 * values each time; and one with a model of its own each time, which no cache can know.
 */
public final class EvaluateBench {
  private static final double ROUND_SECONDS = 1;
  private static final double WARM_UP_SECONDS = 6;
  private static final int LEAST_ROUNDS = 3;

  private EvaluateBench() {}

  /** Arguments: seconds in all, the folder of results, the core of the servers. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (ChildJvm server = ChildJvm.start(args[2], List.of(), List.of(EvaluateServer.class.getName()),
        line -> line.startsWith(EvaluateServer.PORTS))) {
      List<String> ports = List.of(server.said().split(" ", -1));
      int margrid = Integer.parseInt(ports.get(1));
      byte[] deal = deal().build().toByteArray();
      List<Load> loads = List.of(
          new Load("empty answer", server, Integer.parseInt(ports.get(2)), n -> deal),
          new Load("same question, answer kept", server, margrid, n -> deal),
          new Load("the same, with meters", server, Integer.parseInt(ports.get(4)), n -> deal),
          new Load("same question, nothing kept", server, Integer.parseInt(ports.get(3)), n -> deal),
          new Load("other values", server, margrid, EvaluateBench::otherValues),
          new Load("other model", server, margrid, EvaluateBench::otherModel));
      measure(loads, seconds);
      report(loads, new Results(Path.of(args[1]), "evaluate"));
    }
    System.exit(0);
  }

  private static void measure(List<Load> loads, double seconds) throws InterruptedException {
    double warmUp = Math.min(WARM_UP_SECONDS, seconds / loads.size() / 2);
    for (Load load : loads) {
      load.run(warmUp);
    }
    double rest = seconds / loads.size() - warmUp;
    double each = Math.min(ROUND_SECONDS, rest / LEAST_ROUNDS);
    for (int round = 0; round < Math.max(LEAST_ROUNDS, (int) (rest / each)); round++) {
      for (int i = 0; i < loads.size(); i++) {
        loads.get((i + round) % loads.size()).measure(each);
      }
    }
  }

  private static EvaluateRequest.Builder deal() {
    return EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal"))
        .addAllMetrics(Grids.DEAL_METRICS);
  }

  private static byte[] otherValues(long n) {
    EvaluateRequest.Builder question = deal();
    question.getScenarioBuilder()
        .addSettings(Setting.newBuilder().setParameter("revenue_share").setValue(0.1 + n % 1_000_003 * 1e-7));
    return question.build().toByteArray();
  }

  private static byte[] otherModel(long n) {
    return EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModel(
        Model.newBuilder().addMetrics(Metric.newBuilder().setName("m").setFormula("1 + " + n)))).build()
        .toByteArray();
  }

  private static void report(List<Load> loads, Results results) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Spread> ratios = new LinkedHashMap<>();
    List<Load.Round> empty = loads.getFirst().rounds();
    System.out.printf(Locale.ROOT, "%-30s %9s  %-22s %s%n", "", "calls/s", "of the empty answer",
        "server's processor, µs a call");
    for (Load load : loads) {
      List<Double> ofEmpty = new ArrayList<>();
      for (int i = 0; i < load.rounds().size(); i++) {
        ofEmpty.add(load.rounds().get(i).perSecond() / empty.get(i).perSecond());
      }
      Spread speed = Spread.of(load.rounds().stream().map(Load.Round::perSecond).toList());
      Spread processor = Spread.of(load.rounds().stream().map(Load.Round::processorMicros).toList());
      Spread ratio = Spread.of(ofEmpty);
      ratios.put(load.name(), ratio);
      json.put(load.name(), Map.of("calls_per_second", speed.json(), "of_empty", ratio.json(),
          "processor_micros", processor.json()));
      System.out.printf(Locale.ROOT, "%-30s %9.0f  %-22s %s%n", load.name(), speed.median(), ratio,
          processor);
    }
    results.write(json);
    results.draw(Bars.of("Evaluate, server and load on one core each",
        "share of the calls/s of an empty answer", ratios));
  }
}
