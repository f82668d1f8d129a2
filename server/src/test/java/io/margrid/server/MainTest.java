package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.client.MargridClient;
import io.margrid.server.config.Setting;
import io.margrid.server.config.SettingGroup;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void printConfigShowsWhatIsTakenWhereASettingOnlySaysFromWhat() {
    assertThat(
        run("--compute-threads", "3", "--max-streams", "7", "--trace-endpoint", "http://localhost:4318",
            "--print-config"))
        .isZero();
    assertThat(out()).containsPattern("(?m)^admin-port +9464 +default auto, derived")
        .containsPattern("(?m)^compute-threads +3 +--compute-threads +threads")
        .containsPattern("(?m)^max-streams-per-caller +7 +default 256, derived +streams")
        .containsPattern("(?m)^max-work +3000000000 +default 0, derived")
        .containsPattern("(?m)^max-work-per-caller +1500000000 +default 0, derived")
        .containsPattern(
            "(?m)^trace-endpoint +http://localhost:4318/v1/traces +--trace-endpoint http:\\S+, derived")
        .doesNotContainPattern("(?m)^\\S+(bytes|threads|work)\\S* +0 ");
    assertThat(err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void helpListsEveryFlagUnderItsGroupWithChoicesUnitsAndDefaults(int columns) {
    assertThat(run(Map.of("COLUMNS", Integer.toString(columns)), InputStream.nullInputStream(), "--help"))
        .isZero();
    assertThat(out().lines()).allMatch(line -> line.length() <= columns);
    int begin = 0;
    for (SettingGroup group : SettingGroup.values()) {
      begin = out().indexOf("\n" + group.title() + ":\n", begin);
      assertThat(begin).as(group.title()).isNotNegative();
      for (Setting setting : group.settings()) {
        begin = out().indexOf(setting.flag(), begin);
        assertThat(begin).as(setting.flag()).isNotNegative();
      }
    }
    assertThat(out()).contains("--print-config", "MARGRID_MAX_CELLS", "--log-format=text|json",
        "--drain-time=SECONDS", "--admin-port=auto|off|NUMBER", "--tls-cert=FILE");
    assertThat(out().replaceAll("\\s+", " ")).contains("Default: 30 s.",
        "Default: 134217728 bytes (128 MiB).",
        "Default: none.");
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version")).isZero();
    assertThat(out()).matches("margrid \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void wrongUsageIsTwoAndSaysWhatIsExpected() {
    assertThat(run("--prot", "1")).isEqualTo(2);
    assertThat(err())
        .isEqualTo("margrid: --prot: not an option (expected: --port) (see margrid serve --help)\n");
    err.reset();
    assertThat(run("--max-cell=1")).isEqualTo(2);
    assertThat(err()).contains("--max-cell: not an option (expected: --max-cells)");
    err.reset();
    assertThat(run("--frobnicate")).isEqualTo(2);
    assertThat(err()).isEqualTo("margrid: --frobnicate: not an option (see margrid serve --help)\n");
    err.reset();
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
