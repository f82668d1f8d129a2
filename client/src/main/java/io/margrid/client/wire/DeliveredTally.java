package io.margrid.client.wire;

import static io.margrid.client.wire.ContractViolationException.require;

import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of one call hold, added up: to hold the summary against it, and to stand in for the summary of a call
 * that broke. Least and greatest are taken from the values; what is not finite is as the chunks say. Not thread-safe.
 */
final class DeliveredTally {
  private static final int KINDS = 4;

  private final int metrics;
  private final Extent[] extents;
  /** {@code counts[metric * KINDS + kind]}, and so {@link #first}. */
  private final long[] counts;
  private final @Nullable NonFinite[] first;
  private long cells;

  DeliveredTally(int metrics) {
    this.metrics = metrics;
    this.extents = new Extent[metrics];
    for (int metric = 0; metric < metrics; metric++) {
      extents[metric] = new Extent();
    }
    this.counts = new long[Math.multiplyExact(metrics, KINDS)];
    this.first = new NonFinite[counts.length];
  }

  /** Takes a chunk whose columns were checked. */
  void add(ReceivedChunk chunk) {
    for (int i = 0; i < chunk.nonFinite().size(); i++) {
      add(chunk.nonFinite().get(i), "chunk.non_finite[" + i + "]", chunk);
    }
    for (int metric = 0; metric < metrics; metric++) {
      extents[metric].add(chunk.columns().get(metric).values());
    }
    cells += chunk.cellCount();
  }

  private void add(NonFinite entry, String place, ReceivedChunk chunk) {
    int metric = entry.getMetricIndex();
    require(metric >= 0 && metric < metrics, place + ".metric_index", metric, "below " + metrics);
    long cell = entry.getFirstCell() - chunk.firstCell();
    require(cell >= 0 && cell < chunk.cellCount(), place + ".first_cell", entry.getFirstCell(),
        "a cell of the chunk at cell " + chunk.firstCell());
    long count = entry.getCount();
    require(count >= 1 && count <= chunk.cellCount(), place + ".count", count, "1 to " + chunk.cellCount());
    int index = metric * KINDS + kind(entry, place);
    counts[index] += count;
    if (first[index] == null) {
      first[index] = entry;
    }
  }

  /** The summary that a server would have sent of the cells so far. */
  GridSummary summary() {
    GridSummary.Builder summary = GridSummary.newBuilder().setCellCount(cells);
    for (int metric = 0; metric < metrics; metric++) {
      MetricSummary.Builder one = summary.addMetricsBuilder();
      if (!extents[metric].isEmpty()) {
        one.setMinimum(extents[metric].least()).setMaximum(extents[metric].greatest());
      }
      for (int kind = 1; kind < KINDS; kind++) {
        NonFinite entry = first[metric * KINDS + kind];
        if (entry != null) {
          one.addNonFinite(entry.toBuilder().setCount(counts[metric * KINDS + kind]));
        }
      }
    }
    return summary.build();
  }

  /** Holds the server's summary against what it delivered. */
  void compare(List<MetricSummary> summaries) {
    for (int metric = 0; metric < metrics; metric++) {
      String place = "summary.metrics[" + metric + "]";
      MetricSummary summary = summaries.get(metric);
      compareCounts(summary.getNonFiniteList(), metric, place);
      boolean some = !extents[metric].isEmpty();
      compare(place + ".minimum", summary.hasMinimum(), summary.getMinimum(), some, extents[metric].least());
      compare(place + ".maximum", summary.hasMaximum(), summary.getMaximum(), some,
          extents[metric].greatest());
    }
  }

  private void compareCounts(List<NonFinite> entries, int metric, String place) {
    long[] told = new long[KINDS];
    for (int i = 0; i < entries.size(); i++) {
      NonFinite entry = entries.get(i);
      String at = place + ".non_finite[" + i + "]";
      require(entry.getMetricIndex() == metric, at + ".metric_index", entry.getMetricIndex(),
          Integer.toString(metric));
      told[kind(entry, at)] += entry.getCount();
    }
    for (int kind = 1; kind < KINDS; kind++) {
      long difference = told[kind] - counts[metric * KINDS + kind];
      require(difference == 0, place + ".non_finite",
          NonFinite.Kind.forNumber(kind) + " differs by " + difference, "the sum over the chunks");
    }
  }

  private static void compare(String place, boolean told, double value, boolean some, double found) {
    require(told == some && (!some || value == found), place, told ? Double.toString(value) : "absent",
        some ? found + ", as in the chunks" : "absent, no value is finite");
  }

  private static int kind(NonFinite entry, String place) {
    int kind = entry.getKindValue();
    require(kind >= 1 && kind < KINDS, place + ".kind", kind, "KIND_NAN or an infinity");
    return kind;
  }
}
