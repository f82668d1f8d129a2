package io.margrid.client.wire;

import static io.margrid.client.wire.ContractViolationException.require;

import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import java.util.List;

/** Adds up what the chunks say of cells that are not finite, to hold the summary against it. Not thread-safe. */
final class NonFiniteTally {
  /** {@code counts[metric * kinds + kind]}. */
  private final long[] counts;
  private final int metrics;

  private static final int KINDS = 4;

  NonFiniteTally(int metrics) {
    this.metrics = metrics;
    this.counts = new long[Math.multiplyExact(metrics, KINDS)];
  }

  void add(ReceivedChunk chunk) {
    for (int i = 0; i < chunk.nonFinite().size(); i++) {
      NonFinite entry = chunk.nonFinite().get(i);
      String place = "chunk.non_finite[" + i + "]";
      int metric = entry.getMetricIndex();
      require(metric >= 0 && metric < metrics, place + ".metric_index", metric, "below " + metrics);
      long cell = entry.getFirstCell() - chunk.firstCell();
      require(cell >= 0 && cell < chunk.cellCount(), place + ".first_cell", entry.getFirstCell(),
          "a cell of the chunk at cell " + chunk.firstCell());
      long count = entry.getCount();
      require(count >= 1 && count <= chunk.cellCount(), place + ".count", count,
          "1 to " + chunk.cellCount());
      counts[metric * KINDS + kind(entry, place)] += count;
    }
  }

  void compare(List<MetricSummary> summaries) {
    for (int metric = 0; metric < metrics; metric++) {
      List<NonFinite> entries = summaries.get(metric).getNonFiniteList();
      for (int i = 0; i < entries.size(); i++) {
        String place = "summary.metrics[" + metric + "].non_finite[" + i + "]";
        NonFinite entry = entries.get(i);
        require(entry.getMetricIndex() == metric, place + ".metric_index", entry.getMetricIndex(),
            Integer.toString(metric));
        counts[metric * KINDS + kind(entry, place)] -= entry.getCount();
      }
      for (int kind = 1; kind < KINDS; kind++) {
        long difference = counts[metric * KINDS + kind];
        require(difference == 0, "summary.metrics[" + metric + "].non_finite",
            NonFinite.Kind.forNumber(kind) + " differs by " + -difference, "the sum over the chunks");
      }
    }
  }

  private static int kind(NonFinite entry, String place) {
    int kind = entry.getKindValue();
    require(kind >= 1 && kind < KINDS, place + ".kind", kind, "KIND_NAN or an infinity");
    return kind;
  }
}
