package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.client.ResumePolicy;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** What a connection may do, and how long it lasts, where nobody abuses it. */
class ConnectionLimitsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NO_ERROR = 0;
  private static final int MAX_CONCURRENT_STREAMS = 3;
  private static final int MAX_HEADER_LIST_SIZE = 6;

  private static MargridClient client(RunningServer server) {
    return MargridClient.builder().target("127.0.0.1:" + server.server.port()).resume(ResumePolicy.off())
        .build();
  }

  @Test
  void aConnectionIsToldHowManyCallsAndHowMuchHeaderItMayHave() throws IOException {
    try (RunningServer server = new RunningServer();
        RawHttp2 connection = RawHttp2.greeted(server.server.port())) {
      assertThat(connection.readSettings()).containsEntry(MAX_CONCURRENT_STREAMS, 1_000)
          .containsEntry(MAX_HEADER_LIST_SIZE, 16_384);
    }
  }

  @Test
  void anOldConnectionIsSentAwayAndItsCallsGoOn() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_CONNECTION_AGE, "1"));
        MargridClient client = client(server);
        RawHttp2 old = RawHttp2.greeted(server.server.port())) {
      Disposable stream = client.streamRows(HugeGrids.trillion()).subscribe(row -> {});
      assertThat(old.readToTheEnd()).isEqualTo(NO_ERROR);
      Eventually.until("rows", () -> server.server.counters().pulls() > 3);
      try (RawHttp2 next = RawHttp2.greeted(server.server.port())) {
        assertThat(next.readToTheEnd()).as("later than the age of the stream's connection")
            .isEqualTo(NO_ERROR);
      }
      long before = server.server.counters().pulls();
      Eventually.until("more rows", () -> server.server.counters().pulls() > before + 10);
      stream.dispose();
    }
  }

  @Test
  void afterTheGraceItsCallsEndToo() {
    try (
        RunningServer server = new RunningServer(
            Map.of(Setting.MAX_CONNECTION_AGE, "1", Setting.MAX_CONNECTION_AGE_GRACE, "1"));
        MargridClient client = client(server)) {
      assertThatThrownBy(() -> client.streamBlocks(HugeGrids.trillion()).blockLast(PATIENCE))
          .isInstanceOf(MargridException.class);
      assertThat(client.serverInfo().block(PATIENCE)).as("on a new connection").isNotNull();
    }
  }
}
