package io.margrid.client;

import static io.margrid.client.GridMessages.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamTest {

  @Test
  void headerComesFirstThenBlocksThenSummary() throws Exception {
    try (Loopback server = Loopback.serve(new HandMadeSweep(new GridMessages(10, 100, 300)));
        MargridClient client = MargridClient.connect(server.target())) {
      List<GridEvent> events = client.stream(request()).collectList().blockOptional().orElseThrow();
      assertThat(events).hasSize(6);
      assertThat(events.get(0)).isInstanceOf(GridStart.class);
      assertThat(events.subList(1, 5)).allMatch(event -> event instanceof GridBlock);
      assertThat(events.get(5)).isInstanceOf(GridEnd.class);
    }
  }
}
