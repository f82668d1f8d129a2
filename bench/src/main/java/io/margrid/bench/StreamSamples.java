package io.margrid.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the rounds of {@link StreamTimes} measured. */
final class StreamSamples {
  private static final double NANOS_PER_MILLI = 1e6;

  /** A quantity over all rounds, in milliseconds. */
  record Line(String what, double median, double greatest) {}

  private final List<StreamRound.Times> rounds = new ArrayList<>();

  void add(StreamRound.Times times) {
    rounds.add(times);
  }

  int count() {
    return rounds.size();
  }

  List<Line> lines() {
    return List.of(line("subscribe to first chunk", StreamRound.Times::firstChunk),
        line("cancel to last pull", StreamRound.Times::lastPull),
        line("cancel to cursor closed", StreamRound.Times::closed));
  }

  /** Those that began before the server heard of the cancel are among them. */
  long mostPullsAfterCancel() {
    return rounds.stream().mapToLong(StreamRound.Times::pullsAfterCancel).max().orElse(0);
  }

  private Line line(String what, ToLongFunction<StreamRound.Times> nanos) {
    long[] sorted = rounds.stream().mapToLong(nanos).sorted().toArray();
    return sorted.length == 0
        ? new Line(what, Double.NaN, Double.NaN)
        : new Line(what, sorted[sorted.length / 2] / NANOS_PER_MILLI,
            sorted[sorted.length - 1] / NANOS_PER_MILLI);
  }
}
