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
 * question again and again, a question with other values each time, and one with a model of its own each time, which no
 * cache of plans can know.
 */
public final class EvaluateBench {
  private static final double ROUND_SECONDS = 1;
  private static final double WARM_UP_SECONDS = 4;
  private static final int LEAST_ROUNDS = 3;

  private EvaluateBench() {}

  /** Arguments: seconds in all, the folder of results, the core of the servers. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[0]);
    try (ChildJvm server = ChildJvm.start(args[2], List.of(), List.of(EvaluateServer.class.getName()),
        line -> line.startsWith(EvaluateServer.PORTS))) {
      List<String> ports = List.of(server.said().split(" ", -1));
      int margrid = Integer.parseInt(ports.get(1));
      List<Load> loads = List.of(
          new Load("empty answer", Integer.parseInt(ports.get(2)), n -> deal().build()),
          new Load("same question", margrid, n -> deal().build()),
          new Load("other values", margrid, EvaluateBench::otherValues),
          new Load("other model", margrid, EvaluateBench::otherModel));
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

  private static EvaluateRequest otherValues(long n) {
    EvaluateRequest.Builder question = deal();
    question.getScenarioBuilder()
        .addSettings(Setting.newBuilder().setParameter("revenue_share").setValue(0.1 + n % 1_000_003 * 1e-7));
    return question.build();
  }

  private static EvaluateRequest otherModel(long n) {
    return EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModel(
        Model.newBuilder().addMetrics(Metric.newBuilder().setName("m").setFormula("1 + " + n)))).build();
  }

  private static void report(List<Load> loads, Results results) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Spread> ratios = new LinkedHashMap<>();
    System.out.printf(Locale.ROOT, "%-16s %10s  %s%n", "", "calls/s",
        "of the empty answer: median (quartiles)");
    for (Load load : loads) {
      List<Double> ofEmpty = new ArrayList<>();
      for (int i = 0; i < load.rounds().size(); i++) {
        ofEmpty.add(load.rounds().get(i) / loads.getFirst().rounds().get(i));
      }
      Spread speed = Spread.of(load.rounds());
      Spread ratio = Spread.of(ofEmpty);
      ratios.put(load.name(), ratio);
      json.put(load.name(), Map.of("calls_per_second", speed.json(), "of_empty", ratio.json()));
      System.out.printf(Locale.ROOT, "%-16s %10.0f  %s%n", load.name(), speed.median(), ratio);
    }
    results.write(json);
    results.draw(Bars.of("Evaluate, server and load on one core each",
        "share of the calls/s of an empty answer", ratios));
  }
}
