package io.margrid.bench.wire;

import io.margrid.bench.report.Results;
import io.margrid.core.plan.GridLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Streams the deal's five metrics from one JVM to another over loopback, and as many doubles by other ways, in turn:
 * every round runs every contender once, and a ratio is taken within a round, against the best of a kind of peer there.
 * Absolute speeds are those of a machine that may have other things to do.
 */
public final class WireBench {
  private static final int KIB = 1_024;
  private static final int CHUNK = GridLimits.DEFAULT.defaultChunkBytes();
  private static final int WINDOW = 4 << 20;
  private static final int CREDIT = 4;
  private static final int LEAST_ROUNDS = 3;
  private static final double RUN_SECONDS = 1.0;
  private static final double LEAST_SECONDS = 0.3;
  /** For the compilers of both sides. */
  private static final double WARM_UP_SECONDS = 5;

  private WireBench() {}

  /** Arguments: plain, tls, settings, meters or streams; seconds in all; the folder of results; cores of the other process. */
  public static void main(String[] args) throws IOException, InterruptedException, GeneralSecurityException {
    String what = args[0];
    Path folder = Path.of(args[2]);
    String cores = args.length > 3 ? args[3] : "";
    Certificate certificate = Certificate.make(folder.resolve("certificate"));
    try (OtherSide server = new OtherSide(cores, certificate)) {
      List<Contender> contenders = switch (what) {
        case "plain" -> plain(server);
        case "tls" -> Stream.concat(Stream.of(ours(server, "plaintext ")), tls(server, certificate)).toList();
        case "settings" -> settings(server);
        case "meters" -> meters(server);
        case "streams" -> streams(server);
        default -> throw new IllegalArgumentException(
            what + " (expected: plain, tls, settings, meters or streams)");
      };
      measure(contenders, server, Double.parseDouble(args[1]), what,
          new Results(folder, what.equals("plain") ? "wire" : "wire-" + what));
    }
    System.exit(0);
  }

  private static void measure(List<Contender> contenders, OtherSide server, double seconds, String what,
      Results results) throws IOException, InterruptedException {
    double warmUp = Math.min(WARM_UP_SECONDS, seconds / contenders.size() / 2);
    double forRounds = seconds / contenders.size() - warmUp;
    double each = Math.clamp(forRounds / LEAST_ROUNDS, LEAST_SECONDS, RUN_SECONDS);
    int rounds = Math.max(LEAST_ROUNDS, (int) (forRounds / each));
    for (Contender contender : contenders) {
      contender.run(Math.max(each, warmUp), server::processorSeconds);
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        contenders.get((i + round) % contenders.size()).measure(each, server::processorSeconds);
      }
    }
    List<String> kinds = switch (what) {
      case "plain" -> List.of("raw", "flight", "generated");
      case "tls" -> List.of("plaintext", "flight");
      case "meters" -> List.of("not measured");
      case "streams" -> List.of("1 stream");
      default -> List.of("raw");
    };
    new WireReport(contenders, kinds).print(results, "Streams of doubles over loopback: " + what,
        Map.of("rounds", rounds, "seconds_each", each));
  }

  private static List<Contender> plain(OtherSide server) {
    List<Contender> contenders = raw(server);
    contenders.add(ours(server, ""));
    contenders.add(new Contender("margrid, checksums not verified",
        Peers.unverified(server.port("margrid"))));
    contenders.add(new Contender("margrid, cells that need no computing",
        Peers.margrid(server.port("margrid"), Peers.copied())));
    contenders.add(new Contender("margrid, no turns",
        Peers.margrid(server.port("ready-" + WireServer.SHIPPED_READY_CHUNKS), Peers.deal())));
    contenders.add(new Contender("margrid, no turns, direct executor",
        Peers.margrid(server.port("direct"), Peers.deal())));
    contenders.addAll(flight(server.port("flight"), ""));
    for (int kib : List.of(128, 512)) {
      contenders.add(new Contender("generated messages, " + kib + " KiB",
          Peers.generated(server.port("generated"), kib * KIB)));
    }
    return contenders;
  }

  private static Contender ours(OtherSide server, String prefix) {
    return new Contender(prefix + "margrid", Peers.margrid(server.port("margrid"), Peers.deal()));
  }

  private static Stream<Contender> tls(OtherSide server, Certificate certificate) {
    List<Contender> contenders = new ArrayList<>();
    for (int chunk : List.of(64 * KIB, CHUNK, 512 * KIB)) {
      contenders.add(new Contender("margrid, " + chunk / KIB + " KiB",
          Peers.encrypted(server.port("tls"), certificate, chunk)));
    }
    contenders.addAll(flight(server.port("flight-tls"), certificate.certificate().toString()));
    return contenders.stream();
  }

  private static List<Contender> flight(int port, String certificate) {
    return Stream.of(64, 128, 512, 1_024, 4_096).map(kib -> new Contender("flight, " + kib + " KiB",
        FlightPeers.reader(port, kib * KIB, certificate))).toList();
  }

  private static List<Contender> streams(OtherSide server) {
    List<Contender> contenders = new ArrayList<>();
    for (int count : List.of(1, 2, 4, 16)) {
      String streams = count == 1 ? "1 stream" : count + " streams, ";
      for (int connections : count == 1 ? List.of(1) : List.of(1, count)) {
        contenders.add(new Contender(streams + (count == 1 ? "" : connections + " connections"),
            Peers.several(server.port("margrid"), count, connections)));
      }
    }
    return contenders;
  }

  private static List<Contender> meters(OtherSide server) {
    return List.of(ours(server, "not measured, "),
        new Contender("measured, margrid", Peers.margrid(server.port("measured"), Peers.deal())));
  }

  private static List<Contender> settings(OtherSide server) {
    List<Contender> contenders = raw(server);
    for (int chunk : List.of(32 * KIB, 64 * KIB, CHUNK, 128 * KIB, 256 * KIB, 512 * KIB, 896 * KIB)) {
      contenders.add(setting(server, chunk, CREDIT, WINDOW));
    }
    for (int credit : List.of(1, 2, 3, 8)) {
      contenders.add(setting(server, CHUNK, credit, WINDOW));
    }
    for (int mib : List.of(1, 2, 8)) {
      contenders.add(setting(server, CHUNK, CREDIT, mib << 20));
    }
    for (int chunks : WireServer.READY_CHUNKS) {
      contenders.add(new Contender("no turns, ready threshold of " + chunks + " chunks",
          Peers.margrid(server.port("ready-" + chunks), CHUNK, CREDIT, WINDOW)));
    }
    return contenders;
  }

  private static Contender setting(OtherSide server, int chunk, int credit, int window) {
    return new Contender(chunk / KIB + " KiB, credit " + credit + ", window " + (window >> 20) + " MiB",
        Peers.margrid(server.port("margrid"), chunk, credit, window));
  }

  private static List<Contender> raw(OtherSide server) {
    return new ArrayList<>(Stream.of(64, 128, 256, 512, 1_024).map(
        kib -> new Contender("raw, " + kib + " KiB", RawSockets.reader(server.port("raw"), kib * KIB)))
        .toList());
  }
}
