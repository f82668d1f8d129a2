package io.margrid.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.TextFormat;
import io.grpc.Drainable;
import io.margrid.core.request.ModelFiles;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.core.request.WeightedCache;
import io.margrid.core.stop.Stop;
import io.margrid.server.config.ServerConfig;
import io.margrid.v1.StreamGridRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is counted of a stream. */
class GridStreamTest {
  private final StreamCounters counters = new StreamCounters();

  /** 64 lanes of 100 periods, in one chunk. */
  private static StreamPlan plan() throws TextFormat.ParseException {
    ServerConfig config = ServerConfig.onFreePort(Map.of());
    StringBuilder periods = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      periods.append(" periods: 'p").append(i).append("'");
    }
    StreamGridRequest request = TextFormat.parse("grid { scenario { model {" + periods
        + " parameters { name: 'x' value: 1 } parameters { name: 'y' value: 2 } metrics { name: 'm'"
        + " formula: 'trailing_sum(trailing_sum(x * y, 60, 0), 99.5, x)' } } } axes { zipped { members {"
        + " parameter: 'x' linear { start: 1 stop: 2 count: 64 } } } } }", StreamGridRequest.class);
    return new SweepRequests(ModelFiles.shipped(config.modelLimits()), config.gridLimits(),
        config.modelLimits(), new WeightedCache<>(0)).plan(request);
  }

  @Test
  void cellsAndBytesAreCountedWhenTheyAreHandedToTheTransport() throws Exception {
    GridStream stream = GridStream.open(plan(), counters, Stop.NEVER);
    assertThat(stream.next()).isInstanceOf(GridMessage.Generated.class);
    GridMessage chunk = stream.next();
    assertThat(counters.pulls()).isOne();
    assertThat(counters.cells()).isZero();
    assertThat(counters.bytes()).isZero();
    InputStream message = GridMessage.marshaller().stream(chunk);
    int drained = ((Drainable) message).drainTo(OutputStream.nullOutputStream());
    assertThat(counters.cells()).isEqualTo(6_400);
    assertThat(counters.bytes()).isEqualTo(drained).isEqualTo(chunk.byteCount());
  }

  @Test
  void aPullThatIsStoppedCountsItsTimeAndNoCells() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    GridStream stream = GridStream.open(plan(), counters, new Stop(over::get));
    assertThat(stream.next()).isInstanceOf(GridMessage.Generated.class);
    over.set(true);
    assertThatThrownBy(stream::next).isInstanceOf(CancellationException.class);
    assertThat(counters.pulls()).isOne();
    assertThat(counters.computeNanos()).isPositive();
    assertThat(counters.cells()).isZero();
  }
}
