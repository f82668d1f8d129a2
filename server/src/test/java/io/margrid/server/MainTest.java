package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.MargridClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(Map<String, String> environment, InputStream stdin, String... args) {
    return Main.run(args, environment, stdin, new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private int run(String... args) {
    return run(Map.of(), InputStream.nullInputStream(), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void printConfigShowsValuesAndWhereTheyComeFrom() {
    assertThat(
        run(Map.of("MARGRID_MAX_AXES", "4"), InputStream.nullInputStream(), "--port", "7", "--print-config"))
        .isZero();
    assertThat(out()).containsPattern("(?m)^port +7 +--port")
        .containsPattern("(?m)^max-axes +4 +MARGRID_MAX_AXES")
        .containsPattern("(?m)^drain-time +30 +default +s ");
    assertThat(err()).isEmpty();
  }

  @Test
  void helpListsEveryFlag() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("--port", "--models", "--until-stdin-closes", "--print-config",
        "MARGRID_MAX_CELLS");
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version")).isZero();
    assertThat(out()).matches("margrid \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void wrongUsageIsTwoAndSaysWhatIsExpected() {
    assertThat(run("--prot", "1")).isEqualTo(2);
    assertThat(err()).contains("--prot").contains("--help");
    assertThat(run("--port", "x", "--drain-time", "-1")).isEqualTo(2);
    assertThat(err())
        .contains(
            "margrid: --port: x (expected: a whole number, 0 to 65535)\nmargrid: --drain-time: -1 (expected: ");
  }

  @Test
  void aPortThatIsTakenIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(run("--host", "0.0.0.0", "--port", Integer.toString(taken.getLocalPort()))).isOne();
    }
    assertThat(err().lines()).hasSize(1);
    assertThat(err()).startsWith("margrid: ").contains("0.0.0.0:").contains("in use");
  }

  @Test
  void aHostThatDoesNotExistIsOneLine() {
    assertThat(run("--host", "no-such-host.invalid", "--port", "0")).isEqualTo(Main.USAGE);
    assertThat(err().lines()).hasSize(1);
    assertThat(err()).startsWith("margrid: ").contains("no-such-host.invalid");
  }

  @Test
  void modelFilesWithFaultsAreNamed(@TempDir Path models) throws IOException {
    Files.writeString(models.resolve("bad.textproto"), "id: 'bad' metrics { name: 'm' formula: '1 +' }");
    assertThat(run("--port", "0", "--models", models.toString())).isEqualTo(2);
    assertThat(err()).contains("bad.textproto").contains("metrics[0].formula").doesNotContain("Exception");
  }

  @Test
  void servesUntilStandardInputCloses(@TempDir Path models) throws Exception {
    Files.writeString(models.resolve("own.textproto"), "id: 'own' parameters { name: 'a' value: 1 }"
        + " metrics { name: 'm' formula: 'a + 1' description: 'one more' }");
    PipedOutputStream stdin = new PipedOutputStream();
    PipedInputStream end = new PipedInputStream(stdin);
    CompletableFuture<Integer> code = CompletableFuture
        .supplyAsync(
            () -> run(Map.of(), end, "--port", "0", "--until-stdin-closes", "--models", models.toString()));
    Eventually.until("the port is printed", () -> out().endsWith(System.lineSeparator()));
    Matcher line = Pattern.compile("margrid listening on (127\\.0\\.0\\.1:\\d+)\\R").matcher(out());
    assertThat(line.matches()).isTrue();
    try (MargridClient client = MargridClient.connect(line.group(1))) {
      assertThat(Objects.requireNonNull(client.getModel("own").block(Duration.ofSeconds(20))).getModel()
          .getMetrics(0)
          .getName()).isEqualTo("m");
    }
    stdin.close();
    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
  }
}
