package io.margrid.bench.memory;

import io.margrid.bench.Grids;
import io.margrid.bench.process.MargridProcess;
import io.margrid.bench.report.Lines;
import io.margrid.bench.report.Results;
import io.margrid.client.MargridClient;
import io.margrid.v1.StreamGridRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server with a heap of 128 MiB keeps in memory: while it delivers a part of a grid of 10^9 and of one of 10^12
 * cells, each by a server of its own, in turn; then while readers stop reading, each on a connection of its own; then of
 * connections on which nothing happens.
 */
public final class MemoryBench {
  private static final List<String> HEAP = List.of("-Xmx128m");
  private static final long SMALL_SIDE = 31_623;
  private static final long LARGE_SIDE = 1_000_000;
  private static final int LOOKS = 20;
  private static final double GIB = 1L << 30;
  private static final double MIB = 1L << 20;
  private static final double KIB = 1L << 10;
  private static final List<Integer> READERS = List.of(1, 10, 100);
  /** For the server's compilers, whose own memory comes and goes while it is new: read before the first reader stalls. */
  private static final long WARM_UP_BYTES = 4L << 30;
  private static final List<Integer> IDLE = List.of(100, 2_000);
  /** For the server to fill what a reader leaves unread. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private MemoryBench() {}

  /** Arguments: GiB to deliver of each grid, the folder of results. */
  public static void main(String[] args) throws IOException, InterruptedException {
    double gib = Double.parseDouble(args[0]);
    Map<String, Lines.Line> lines = new LinkedHashMap<>();
    Lines.Line ofSmall = delivering(SMALL_SIDE, gib);
    Lines.Line ofLarge = delivering(LARGE_SIDE, gib);
    lines.put("of 10^9 cells", ofSmall);
    lines.put("of 10^12 cells", ofLarge);
    double[] small = ofSmall.y();
    double[] large = ofLarge.y();
    double ratio = large[large.length - 1] / small[small.length - 1];
    System.out.printf(Locale.ROOT,
        "resident after %.1f GiB: %.0f MiB of 10^9 cells, %.0f MiB of 10^12: ratio %.3f%n", gib,
        small[small.length - 1], large[large.length - 1], ratio);
    double[] stalled = stalling();
    double each = (stalled[2] - stalled[1]) * MIB / KIB / (READERS.get(2) - READERS.get(1));
    System.out.printf(Locale.ROOT, "each stalled reader beyond %d: %.0f KiB%n", READERS.get(1), each);
    double[] idle = idling();
    double eachIdle = (idle[1] - idle[0]) * MIB / KIB / (IDLE.get(1) - IDLE.get(0));
    System.out.printf(Locale.ROOT, "each idle connection beyond %d: %.0f KiB%n", IDLE.get(0), eachIdle);
    Results results = new Results(Path.of(args[1]), "memory");
    results.write(
        Map.of("gib_delivered", gib, "resident_mib_1e9", small, "resident_mib_1e12", large, "ratio", ratio,
            "stalled_readers", READERS, "resident_mib_by_stalled_readers", stalled, "kib_per_stalled_reader",
            each, "resident_mib_by_idle_connections", idle, "kib_per_idle_connection", eachIdle));
    results.draw(Lines.of("Server of 128 MiB of heap", "GiB delivered", "resident MiB", false, lines));
    System.exit(0);
  }

  private static Lines.Line delivering(long side, double gib) throws IOException {
    double[] delivered = new double[LOOKS + 1];
    double[] resident = new double[LOOKS + 1];
    StreamGridRequest request = StreamGridRequest.newBuilder().setGrid(Grids.deal(side, side)).build();
    try (MargridProcess server = new MargridProcess("", HEAP, List.of());
        MargridClient client = MargridClient.connect(server.target())) {
      resident[0] = server.residentBytes() / MIB;
      Looks looks = new Looks((long) (gib * GIB / LOOKS));
      for (var block : client.streamBlocks(request).repeat().toIterable(1)) {
        if (looks.passes((long) block.cellCount() * block.metricCount() * Double.BYTES)) {
          delivered[looks.count()] = looks.count() * gib / LOOKS;
          resident[looks.count()] = server.residentBytes() / MIB;
          if (looks.count() == LOOKS) {
            break;
          }
        }
      }
    }
    return new Lines.Line(delivered, resident);
  }

  /** Resident MiB for each number of readers. */
  private static double[] stalling() throws IOException, InterruptedException {
    double[] resident = new double[READERS.size()];
    List<StalledReader> readers = new ArrayList<>();
    try (MargridProcess server = new MargridProcess("", HEAP, List.of())) {
      warmUp(server);
      for (int step = 0; step < resident.length; step++) {
        while (readers.size() < READERS.get(step)) {
          readers.add(new StalledReader(server.target()));
        }
        for (StalledReader reader : readers) {
          reader.awaitFirst();
        }
        Thread.sleep(SETTLED);
        resident[step] = server.residentBytes() / MIB;
        System.out.printf(Locale.ROOT, "stalled readers %d: %.0f MiB%n", readers.size(), resident[step]);
      }
      readers.forEach(StalledReader::close);
    }
    return resident;
  }

  private static void warmUp(MargridProcess server) throws IOException {
    StreamGridRequest request = StreamGridRequest.newBuilder().setGrid(Grids.trillion()).build();
    Looks looks = new Looks(WARM_UP_BYTES);
    try (MargridClient client = MargridClient.connect(server.target())) {
      client.streamBlocks(request)
          .takeUntil(block -> looks.passes((long) block.cellCount() * block.metricCount() * Double.BYTES))
          .blockLast();
    }
  }

  /** Resident MiB for each number of connections. */
  private static double[] idling() throws IOException, InterruptedException {
    double[] resident = new double[IDLE.size()];
    try (MargridProcess server = new MargridProcess("", HEAP, List.of());
        IdleConnections connections = new IdleConnections(server.target())) {
      for (int step = 0; step < resident.length; step++) {
        connections.growTo(IDLE.get(step));
        Thread.sleep(SETTLED);
        resident[step] = server.residentBytes() / MIB;
        System.out.printf(Locale.ROOT, "idle connections %d: %.0f MiB%n", IDLE.get(step), resident[step]);
      }
    }
    return resident;
  }

  /** Counts bytes, and how often another part of them has passed. */
  private static final class Looks {
    private final long every;
    private long bytes;
    private int count;

    Looks(long every) {
      this.every = every;
    }

    boolean passes(long more) {
      bytes += more;
      if (bytes < every * (count + 1)) {
        return false;
      }
      count++;
      return true;
    }

    int count() {
      return count;
    }
  }
}
