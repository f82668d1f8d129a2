package io.margrid.bench.start;

import io.margrid.bench.Grids;
import io.margrid.bench.process.MargridProcess;
import io.margrid.bench.report.Bars;
import io.margrid.bench.report.Results;
import io.margrid.bench.report.Spread;
import io.margrid.client.MargridClient;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From the start of the server's process to its first answer to {@code Evaluate}, by a client that is warm: as the
 * launcher starts it, and by the plain command without what was prepared when it was built.
 */
public final class StartBench {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final List<String> FLAGS = List.of("--port", "0", "--until-stdin-closes", "--log-level",
      "warn");

  private StartBench() {}

  /** Arguments: rounds, the folder of results, the root of the repository, the server's jar. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[2]);
    List<Way> ways = List.of(
        new Way("bin/margrid serve", List.of(root.resolve("bin/margrid").toString(), "serve"),
            new ArrayList<>()),
        new Way("java, nothing prepared",
            List.of(ProcessHandle.current().info().command().orElseThrow(),
                "@" + root.resolve("server/jvm.options"), "-cp", args[3], "io.margrid.server.Main"),
            new ArrayList<>()));
    for (int round = -1; round < Integer.parseInt(args[0]); round++) {
      for (Way way : ways) {
        double took = millisToAnswer(way.command());
        if (round >= 0) { // the first warms the client and the files
          way.millis().add(took);
        }
      }
    }
    report(ways, new Results(Path.of(args[1]), "start"));
    System.exit(0);
  }

  private static double millisToAnswer(List<String> command) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(FLAGS);
    ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("MARGRID_SKIP_BUILD", "1");
    long started = System.nanoTime();
    try (MargridProcess server = new MargridProcess(builder.start());
        MargridClient client = MargridClient.connect(server.target())) {
      client.evaluate(EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal"))
          .addAllMetrics(Grids.DEAL_METRICS).build()).block();
      return (System.nanoTime() - started) / NANOS_PER_MILLI;
    }
  }

  private static void report(List<Way> ways, Results results) throws IOException {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    Map<String, Object> json = new LinkedHashMap<>();
    for (Way way : ways) {
      Spread spread = Spread.of(way.millis());
      spreads.put(way.name(), spread);
      json.put(way.name(), spread.json());
      System.out.printf(Locale.ROOT, "%-24s ms: %s%n", way.name(), spread);
    }
    results.write(json);
    results.draw(Bars.of("Process start to first answer", "ms", spreads));
  }

  private record Way(String name, List<String> command, List<Double> millis) {}
}
