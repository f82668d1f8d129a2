package io.margrid.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.margrid.client.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands from arguments to exit code, over a socket to services made by hand. */
@Timeout(60)
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir
  private Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "help nonsense", "explain m n -m o",
      "compare m", "grid", "grid m --axis", "grid m --axis a",
      "grid m --format xml",
      "grid m extra", "eval", "eval m --model-file f", "eval m -p x", "describe", "check",
      "models --server here",
      "models --server here:0", "models --server here:99999", "models --server a:1,",
      "models --server dns:///a",
      "grid m --tiles 0", "grid m --tiles 65", "models --unknown", "models", "serve",
      "grid m --png f -o f"})
  void wrongUsageEndsWith2AndOneLine(String line) {
    assertThat(run(Map.of(), line.split(" ", -1))).isEqualTo(2);
    assertThat(err()).startsWith("margrid: ").hasLineCount(1).contains("expected").doesNotContain("\tat ");
    assertThat(out()).isEmpty();
  }

  @Test
  void helpListsEveryCommandAndServeToo() {
    assertThat(run(Map.of(), "help")).isZero();
    assertThat(out()).contains("demo", "models", "describe", "eval", "grid", "check", "serve");
    for (String command : List.of("demo", "models", "describe", "eval", "grid", "explain", "solve", "tornado",
        "compare", "bridge", "frontier", "check", "health", "serve")) {
      out.reset();
      assertThat(run(Map.of(), command, "--help")).isZero();
      assertThat(out()).startsWith("Usage: margrid " + command).doesNotContain("%%", "${");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eval", "grid", "explain", "solve", "tornado", "compare", "bridge", "frontier"})
  void examplesOfTheHelpAreNotWrapped(String command) {
    assertThat(run(Map.of("COLUMNS", "80"), command, "--help")).isZero();
    String examples = out().substring(out().indexOf("Examples:\n") + "Examples:\n".length());
    assertThat(examples.lines().takeWhile(line -> !line.isEmpty())).isNotEmpty()
        .allMatch(line -> line.startsWith("  "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "models", "describe", "eval", "grid", "explain", "solve", "tornado",
      "compare",
      "bridge", "frontier", "check", "health", "serve"})
  void helpIsNotWrappedWithinWords(String command) {
    assertThat(words(command, "80")).isEqualTo(words(command, "110"));
  }

  private List<String> words(String command, String columns) {
    out.reset();
    assertThat(run(Map.of("COLUMNS", columns), command, "--help")).isZero();
    return List.of(out().strip().split("\\s+"));
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out()).matches("margrid [0-9].* \\(Java [0-9]+\\)\n");
  }

  @Test
  void serverThatCannotBeReachedEndsWith1AndOneLine() {
    assertThat(run(Map.of(), "models", "--server", "127.0.0.1:1")).isEqualTo(1);
    assertThat(err()).startsWith("margrid: server 127.0.0.1:1: ")
        .endsWith(" (expected: a Margrid server that can be reached)\n").hasLineCount(1);
  }

  @Test
  void healthIsAWordAndAnExitCode() throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("stopping", ServingStatus.NOT_SERVING);
    try (Loopback server = Loopback.serve(health.getHealthService())) {
      assertThat(run(Map.of("MARGRID_PORT", Integer.toString(server.port())), "health")).isZero();
      assertThat(run(Map.of("MARGRID_SERVER", server.target()), "health", "--service", "stopping"))
          .isEqualTo(1);
      assertThat(run(Map.of(), "health", "--server", server.target(), "--service", "none")).isEqualTo(1);
    }
    assertThat(out()).isEqualTo("SERVING\nNOT_SERVING\nSERVICE_UNKNOWN\n");
    assertThat(run(Map.of(), "health", "--server", "127.0.0.1:1")).isEqualTo(1);
    assertThat(err()).startsWith("margrid: server 127.0.0.1:1: ").hasLineCount(1);
    assertThat(run(Map.of("MARGRID_PORT", "many"), "health")).isEqualTo(2);
  }

  @Test
  void verboseShowsTheTrace() {
    assertThat(run(Map.of(), "models", "--server", "127.0.0.1:1", "--verbose")).isEqualTo(1);
    assertThat(err()).contains("\tat ");
  }

  @Test
  void everyViolationIsALine() throws IOException {
    assertThat(runOnServer("grid", "taas-deal", "-m", "wrong")).isEqualTo(2);
    assertThat(err()).isEqualTo("""
      margrid: -m: wrong (expected: a metric)
      margrid: -m: worse (expected: a metric)
      """);
  }

  @Test
  void modelsAreListed() throws IOException {
    assertThat(runOnServer("models")).isZero();
    assertThat(out()).contains("taas-deal  A deal");
  }

  @Test
  void modelIsDescribedWithUnitsBoundsSourceAndFormula() throws IOException {
    assertThat(runOnServer("describe", "taas-deal")).isZero();
    assertThat(out()).contains("25%", "0% to 100%", "[printed]", "7.5", "MUSD/MW/yr", "= ebit / net");
  }

  @Test
  void scenarioIsShownAsTheModelHints() throws IOException {
    assertThat(
        runOnServer("eval", "taas-deal", "-p", "gross_revenue_per_mw=20", "-m", "provider_ebit_margin"))
        .isZero();
    assertThat(out()).isEqualTo("provider_ebit_margin  48.0%\n");
  }

  @Test
  void modelThatIsNotTheScenariosIsRefused() throws IOException {
    Path scenario = Files.writeString(directory.resolve("s.textproto"), "model_id: 'lab-arr'");
    assertThat(run(Map.of(), "eval", "taas-deal", "--scenario", scenario.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo(
        "margrid: MODEL: taas-deal, but the scenario's file has lab-arr (expected: one model)\n");
  }

  @Test
  void gridIsWrittenToAFileThatAppearsWhole() throws IOException {
    Path file = directory.resolve("grid.csv");
    assertThat(runOnServer("grid", "taas-deal", "--axis", "gross_revenue_per_mw=10:20:5", "-m",
        "provider_ebit_per_mw", "--format", "csv", "-o", file.toString())).isZero();
    assertThat(file).hasContent("gross_revenue_per_mw,provider_ebit_per_mw\n10,3.5\n15,4.75\n20,6\n");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
    assertThat(out()).isEmpty();
  }

  @Test
  void gridThatFailsLeavesNoFileAndKeepsTheOldOne() throws IOException {
    Path file = Files.writeString(directory.resolve("grid.csv"), "old");
    assertThat(runOnServer("grid", "taas-deal", "-m", "wrong", "--format", "csv", "-o", file.toString()))
        .isEqualTo(2);
    assertThat(file).hasContent("old");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void pictureAloneWritesNoText() throws IOException {
    Path file = directory.resolve("grid.png");
    assertThat(
        runOnServer("grid", "taas-deal", "--axis", "gross_revenue_per_mw=10:20:5", "--png", file.toString()))
        .isZero();
    assertThat(file).isNotEmptyFile();
    assertThat(out()).isEmpty();
  }

  @Test
  void filesAreToldToAPersonOnly() throws IOException {
    Path file = directory.resolve("grid.png");
    String[] grid = {"grid", "taas-deal", "--axis", "gross_revenue_per_mw=10:20:5", "--png", file.toString()};
    assertThat(runOnServer(grid)).isZero();
    assertThat(err()).isEmpty();
    try (Loopback server = Loopback.serve(new DealService(0), new DealCatalog())) {
      assertThat(run(Map.of("MARGRID_SERVER", server.target(), "MARGRID_TERMINALS", "err"), grid)).isZero();
    }
    assertThat(err()).endsWith("written: " + file + "\n");
  }

  @Test
  void closedPipeEndsQuietly() throws IOException {
    assertThat(writeTo("Broken pipe")).isZero();
    assertThat(err()).isEmpty();
  }

  @Test
  void outputThatCannotBeWrittenEndsWith1AndItsReason() throws IOException {
    assertThat(writeTo("No space left on device")).isEqualTo(1);
    assertThat(err()).isEqualTo(
        "margrid: standard output: No space left on device (expected: to take all results)\n");
  }

  private int writeTo(String fault) throws IOException {
    OutputStream broken = new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException(fault);
      }
    };
    try (Loopback server = Loopback.serve(new DealService(0), new DealCatalog())) {
      return Main.run(Map.of("MARGRID_SERVER", server.target()), broken, stream(err), "grid", "taas-deal",
          "--axis", "gross_revenue_per_mw=1:5000:1", "--format", "csv");
    }
  }

  @Test
  void helpThatCannotBeWrittenEndsWith1Too() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        throw new IOException("No space left on device");
      }
    };
    assertThat(Main.run(Map.of(), full, stream(err), "help")).isEqualTo(1);
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() throws IOException {
    assumeThat(Path.of("/dev/full")).exists();
    assertThat(runOnServer("grid", "taas-deal", "--axis", "gross_revenue_per_mw=1:5000:1", "-f", "csv", "-o",
        "/dev/full")).isEqualTo(1);
    assertThat(err()).startsWith("margrid: /dev/full: cannot be written: ").hasLineCount(1);
  }

  @Test
  void serverOfTheEnvironmentIsBlamedByItsName() {
    assertThat(run(Map.of("MARGRID_SERVER", "here"), "models")).isEqualTo(2);
    assertThat(err()).startsWith("margrid: MARGRID_SERVER: here (expected: HOST:PORT");
    err.reset();
    assertThat(run(Map.of("MARGRID_SERVER", " "), "models")).isEqualTo(2);
    assertThat(err()).startsWith("margrid: --server: absent (expected: HOST:PORT, or start by bin/margrid");
  }

  @Test
  void checkNamesFaultsWithLineAndColumn() throws IOException {
    Path file = Files.writeString(directory.resolve("m.textproto"), "id: \"faulty\"");
    assertThat(runOnServer("check", file.toString())).isEqualTo(2);
    assertThat(err()).isEqualTo(
        "margrid: " + file
            + ": metrics[0].formula: end of formula (expected: a number) (line 2, column 5)\n");
    Files.writeString(file, "id: \"fine\"");
    assertThat(runOnServer("check", file.toString())).isZero();
    assertThat(out()).contains("valid", "1 + 1");
  }

  @Test
  void demoPrintsBothTablesAsPublished() throws IOException {
    assertThat(runOnServer("demo")).isZero();
    assertThat(out()).contains("""
      gross revenue   10   15   20   25   30   35   40
      ─────────────  ───  ───  ───  ───  ───  ───  ───
      net revenue     10   11   13   14   15   16   18
      EBIT             4    5    6    7    9   10   11
      EBIT margin    35%  42%  48%  53%  57%  60%  63%
      """, """
      gross margin      0    4    8   11   15   19   23
      gross margin %   0%  25%  38%  45%  50%  54%  56%
      """, "All 35 cells are as published", "bin/margrid");
    assertThat(err()).isEmpty();
  }

  @Test
  void demoEndsWith1AndNamesTheCellsThatDiffer() throws IOException {
    try (Loopback server = Loopback.serve(new DealService(0.1), new DealCatalog())) {
      assertThat(run(Map.of("MARGRID_SERVER", server.target()), "demo")).isEqualTo(1);
    }
    assertThat(err())
        .contains("provider_ebit_margin at gross_revenue_per_mw 10: 36% (expected: 35%, as published)")
        .doesNotContain("lab_gross_margin");
    assertThat(out()).doesNotContain("as published");
  }

  private int runOnServer(String... args) throws IOException {
    try (Loopback server = Loopback.serve(new DealService(0), new DealCatalog())) {
      return run(Map.of("MARGRID_SERVER", server.target()), args);
    }
  }

  private int run(Map<String, String> environment, String... args) {
    return Main.run(environment, stream(out), stream(err), args);
  }

  private static PrintStream stream(OutputStream target) {
    return new PrintStream(target, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
