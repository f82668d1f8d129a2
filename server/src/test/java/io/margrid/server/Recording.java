package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.GridBlock;
import io.margrid.client.GridEnd;
import io.margrid.client.GridEvent;
import io.margrid.client.GridStart;
import io.margrid.client.MargridClient;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import io.margrid.v1.StreamGridRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** A whole stream, to be compared with another bit for bit. */
final class Recording {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private @Nullable GridHeader header;
  private @Nullable GridSummary summary;
  private final List<long[]> bits = new ArrayList<>();
  private int filled;

  static Recording of(MargridClient client, StreamGridRequest request) {
    return of(client.stream(request));
  }

  static Recording of(Flux<GridEvent> events) {
    return of(events, PATIENCE);
  }

  static Recording of(Flux<GridEvent> events, Duration patience) {
    Recording recording = new Recording();
    events.doOnNext(recording::add).blockLast(patience);
    assertThat(recording.summary).as("summary").isNotNull();
    return recording;
  }

  private void add(GridEvent event) {
    switch (event) {
      case GridStart start -> begin(start.header());
      case GridBlock block -> take(block);
      case GridEnd end -> {
        assertThat(summary).as("a second summary").isNull();
        summary = end.summary();
      }
    }
  }

  private void begin(GridHeader given) {
    assertThat(header).as("a second header").isNull();
    header = given;
    given.getMetricsList().forEach(metric -> bits.add(new long[(int) given.getRangeCellCount()]));
  }

  private void take(GridBlock block) {
    GridHeader known = Objects.requireNonNull(header);
    assertThat(block.firstCell()).isEqualTo(known.getFirstCell() + filled);
    for (int metric = 0; metric < block.metricCount(); metric++) {
      double[] values = block.values(metric);
      for (int i = 0; i < block.cellCount(); i++) {
        bits.get(metric)[filled + i] = Double.doubleToRawLongBits(values[i]);
      }
    }
    filled += block.cellCount();
  }

  void assertSameAs(Recording other, String how) {
    assertThat(header).as(how).isEqualTo(other.header);
    assertThat(filled).as(how).isEqualTo(other.filled);
    assertThat(bits.toArray(new long[0][])).as(how).isDeepEqualTo(other.bits.toArray(new long[0][]));
    assertThat(summary).as(how).isEqualTo(other.summary);
  }
}
