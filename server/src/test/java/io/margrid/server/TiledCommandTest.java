package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code margrid grid --tiles} against servers over real sockets. */
class TiledCommandTest {
  private static String grid(String... more) {
    List<String> words = new ArrayList<>(List.of("grid", "taas-deal", "--axis", "revenue_share=lin:0:1:50",
        "--axis", "gross_revenue_per_mw=10:40:1", "--format", "csv"));
    words.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(Map.of(), new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), words.toArray(new String[0]));
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tilesFromSeveralServersAreTheSameFile() {
    try (RunningServer one = new RunningServer(); RunningServer two = new RunningServer()) {
      String single = grid("--server", "127.0.0.1:" + one.server.port());
      assertThat(single).hasLineCount(1 + 50 * 31);
      assertThat(grid("--tiles", "5", "--server",
          "127.0.0.1:" + one.server.port() + ",127.0.0.1:" + two.server.port())).isEqualTo(single);
    }
  }
}
