package io.margrid.bench.wire;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Streams the deal's five metrics from one JVM to another over loopback, and the same bytes by other ways, in turn:
 * every round runs every contender once, and a ratio is taken within a round. The raw peer of a round is the best of
 * its write sizes there. Absolute speeds are those of a machine that may have other things to do.
 */
public final class WireBench {
  private static final int KIB = 1_024;
  private static final int CHUNK = 131_072;
  private static final String RAW = "raw ";
  private static final int LEAST_ROUNDS = 3;
  private static final double RUN_SECONDS = 1.0;
  private static final double LEAST_SECONDS = 0.3;
  /** For the compilers of both sides. */
  private static final double WARM_UP_SECONDS = 2.0;

  private WireBench() {}

  /** Arguments: peers or settings, seconds in all, the server's JVM options, the file of results. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double seconds = Double.parseDouble(args[1]);
    try (ServerProcess server = new ServerProcess(Path.of(args[2]))) {
      List<Contender> contenders = args[0].equals("peers") ? peers(server) : settings(server);
      double forRounds = Math.max(0, seconds / contenders.size() - WARM_UP_SECONDS);
      double each = Math.clamp(forRounds / LEAST_ROUNDS, LEAST_SECONDS, RUN_SECONDS);
      int rounds = Math.max(LEAST_ROUNDS, (int) (forRounds / each));
      for (Contender contender : contenders) {
        contender.run(Math.max(each, WARM_UP_SECONDS), server::processorSeconds);
      }
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < contenders.size(); i++) {
          contenders.get((i + round) % contenders.size()).measure(each, server::processorSeconds);
        }
      }
      report(contenders, each, rounds, Path.of(args[3]));
    }
    System.exit(0);
  }

  private static List<Contender> peers(ServerProcess server) {
    List<Contender> contenders = raw(server);
    contenders.add(new Contender("margrid", Peers.margrid(server.margrid)));
    contenders.add(new Contender("margrid, checksums not verified", Peers.unverified(server.margrid)));
    for (int kib : List.of(128, 512)) {
      contenders.add(new Contender("generated messages, chunks of " + kib + " KiB",
          Peers.generated(server.generated, kib * KIB)));
    }
    return contenders;
  }

  private static List<Contender> settings(ServerProcess server) {
    List<Contender> contenders = raw(server);
    for (int kib : List.of(32, 64, 128, 256, 512, 896)) {
      contenders.add(new Contender("chunks of " + kib + " KiB, credit 3, window 4 MiB",
          Peers.margrid(server.margrid, kib * KIB, 3, 4 << 20)));
    }
    for (int credit : List.of(1, 2, 8)) {
      contenders.add(new Contender("chunks of 128 KiB, credit " + credit + ", window 4 MiB",
          Peers.margrid(server.margrid, CHUNK, credit, 4 << 20)));
    }
    for (int mib : List.of(1, 2, 8)) {
      contenders.add(new Contender("chunks of 128 KiB, credit 3, window " + mib + " MiB",
          Peers.margrid(server.margrid, CHUNK, 3, mib << 20)));
    }
    return contenders;
  }

  private static List<Contender> raw(ServerProcess server) {
    return new ArrayList<>(Stream.of(64, 128, 256, 512, 1_024).map(
        kib -> new Contender(RAW + kib + " KiB writes", RawSockets.reader(server.raw, kib * KIB))).toList());
  }

  private static void report(List<Contender> contenders, double each, int rounds, Path file)
      throws IOException {
    List<Double> raw = best(contenders, RAW, rounds);
    List<Double> generated = best(contenders, "generated", rounds);
    List<String> rows = new ArrayList<>();
    System.out.printf(Locale.ROOT, "%-48s %8s %8s %20s %20s%n", "", "MB/s", "CPU s/GB", "of raw (quartiles)",
        generated.isEmpty() ? "" : "of generated");
    for (Contender contender : contenders) {
      Spread speed = Spread.of(contender.megabytesPerSecond());
      Spread work = Spread.of(contender.processorSecondsPerGigabyte());
      Spread ofRaw = ratio(contender, raw);
      String row = "{\"name\": \"" + contender.name() + "\", \"megabytes_per_second\": " + speed.json()
          + ", \"processor_seconds_per_gigabyte\": " + work.json() + ", \"of_raw\": " + ofRaw.json();
      String ofGenerated = "";
      if (!generated.isEmpty()) {
        Spread spread = ratio(contender, generated);
        row += ", \"of_generated\": " + spread.json();
        ofGenerated = text(spread);
      }
      rows.add(row + "}");
      System.out.printf(Locale.ROOT, "%-48s %8.0f %8.2f %20s %20s%n", contender.name(), speed.median(),
          work.median(),
          text(ofRaw), ofGenerated);
    }
    String machine = String.format(Locale.ROOT,
        "\"processors\": %d, \"load_average\": %.1f, \"java\": \"%s\", \"os\": \"%s\"",
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"));
    System.out.println("rounds " + rounds + ", seconds each " + each);
    Files.writeString(file, "{" + machine + ",\n \"rounds\": " + rounds + ", \"seconds_each\": " + each
        + ",\n \"contenders\": [\n  " + String.join(",\n  ", rows) + "]}\n");
    System.out.println("written: " + file);
  }

  /** In each round the fastest of those whose names begin so; none if there are no such. */
  private static List<Double> best(List<Contender> contenders, String name, int rounds) {
    List<Contender> peers = contenders.stream().filter(contender -> contender.name().startsWith(name))
        .toList();
    List<Double> best = new ArrayList<>();
    for (int round = 0; round < rounds && !peers.isEmpty(); round++) {
      int of = round;
      best.add(peers.stream().mapToDouble(peer -> peer.megabytesPerSecond().get(of)).max().orElseThrow());
    }
    return best;
  }

  private static Spread ratio(Contender contender, List<Double> peer) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < peer.size(); round++) {
      ratios.add(contender.megabytesPerSecond().get(round) / peer.get(round));
    }
    return Spread.of(ratios);
  }

  private static String text(Spread spread) {
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", spread.median(), spread.lower(), spread.upper());
  }
}
