package io.margrid.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.margrid.core.model.ModelLimits;
import io.margrid.core.plan.GridLimits;
import io.margrid.server.admission.AdmissionLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static ServerConfig config(Map<Setting, String> flags, Map<String, String> environment) {
    return ServerConfig.of(SettingValues.of(flags, environment));
  }

  private static void assertFaults(Map<Setting, String> flags, Map<String, String> environment,
      String... faults) {
    assertThatThrownBy(() -> config(flags, environment)).asInstanceOf(type(InvalidConfigException.class))
        .extracting(InvalidConfigException::faults, list(String.class)).containsExactly(faults);
  }

  @Test
  void defaultsListenOnLoopbackWithTheDocumentedLimits() {
    ServerConfig config = config(Map.of(), Map.of());
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(8_980);
    assertThat(config.gridLimits()).isEqualTo(GridLimits.DEFAULT);
    assertThat(config.modelLimits()).isEqualTo(ModelLimits.DEFAULT);
    assertThat(config.calls().requestBytes()).isEqualTo(4_194_304);
    assertThat(config.computeThreads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.models()).isEmpty();
  }

  @Test
  void theAdminPortIsOnLoopbackAndNotThereForAServerOnAFreePort() {
    assertThat(config(Map.of(), Map.of()).admin())
        .isEqualTo(new AdminConfig("127.0.0.1", OptionalInt.of(9_464), OptionalInt.empty()));
    assertThat(ServerConfig.onFreePort(Map.of()).admin().port()).isEmpty();
    assertThat(ServerConfig.onFreePort(Map.of(Setting.ADMIN_PORT, "0")).admin().port()).hasValue(0);
    assertThat(config(Map.of(Setting.ADMIN_PORT, "off"), Map.of()).admin().port()).isEmpty();
    assertThat(config(Map.of(Setting.CHANNELZ_PORT, "7"), Map.of()).admin().channelzPort()).hasValue(7);
    assertFaults(Map.of(Setting.ADMIN_PORT, "on"), Map.of(),
        "--admin-port: on (expected: auto or off or a whole number, 0 to 65535)");
  }

  @Test
  void budgetsOfACallerAreNoLargerThanThoseOfAll() {
    assertThat(config(Map.of(Setting.COMPUTE_THREADS, "4"), Map.of()).admission())
        .isEqualTo(new AdmissionLimits(512, 256, 4_000_000_000L, 2_000_000_000L, 128 << 20, 64 << 20,
            Runtime.getRuntime().maxMemory() / 2, Runtime.getRuntime().maxMemory() / 16 * 7));
    assertThat(
        config(Map.of(Setting.MAX_STREAMS, "7", Setting.MAX_WORK, "5", Setting.MAX_WORK_PER_CALLER, "9",
            Setting.TRANSPORT_BYTES_PER_CALLER, "999999999", Setting.WORKING_BYTES, "10",
            Setting.WORKING_BYTES_PER_CALLER, "7"),
            Map.of()).admission())
        .isEqualTo(new AdmissionLimits(7, 7, 5, 5, 128 << 20, 128 << 20, 10, 7));
  }

  @Test
  void flagsWinOverTheEnvironment() {
    Map<String, String> environment = Map.of("MARGRID_PORT", "1000", "MARGRID_DRAIN_TIME", "5");
    ServerConfig config = config(Map.of(Setting.PORT, "2000"), environment);
    assertThat(config.port()).isEqualTo(2_000);
    assertThat(config.stop().drain()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void everyWrongValueIsReportedUnderTheNameItWasGivenBy() {
    assertFaults(Map.of(Setting.PORT, "65536", Setting.MAX_CELLS, "many"), Map.of("MARGRID_MAX_AXES", "17"),
        "--port: 65536 (expected: a whole number, 0 to 65535)",
        "--max-cells: many (expected: a whole number, 1 to 9007199254740992)",
        "MARGRID_MAX_AXES: 17 (expected: a whole number, 0 to 16)");
  }

  @Test
  void aValueOfNothingIsSeen() {
    assertFaults(Map.of(Setting.HOST, " "), Map.of("MARGRID_LOG_LEVEL", ""),
        "--host: \" \" (expected: a host name or an address)",
        "MARGRID_LOG_LEVEL: \"\" (expected: trace or debug or info or warn or error or off)");
    String file = Path.of("pom.xml").toString();
    assertFaults(Map.of(Setting.TLS_CERT, file), Map.of(),
        "--tls-key: absent (expected: a file, since --tls-cert is given)");
    assertFaults(Map.of(Setting.AUTH, "required", Setting.JWT_KEYS, file, Setting.JWT_ISSUER, ""), Map.of(),
        "--jwt-issuer: \"\" (expected: one, since --jwt-keys is given)");
  }

  @Test
  void aVariableThatWasMeantToBeASettingIsReported() {
    assertFaults(Map.of(), Map.of("MARGRID_MAX_CELL", "1", "MARGRID_AUHT", "required", "MARGRID_PORT", "x"),
        "MARGRID_AUHT: not a setting (expected: MARGRID_AUTH)",
        "MARGRID_MAX_CELL: not a setting (expected: MARGRID_MAX_CELLS)",
        "MARGRID_PORT: x (expected: a whole number, 0 to 65535)");
  }

  @Test
  void aVariableOfSomebodyElsesIsIgnoredAndOurOwnAreKnown() {
    Map<String, String> environment = Map.of("MARGRID_IMAGE", "registry/margrid", "MARGRID_TARGET", "here:1",
        "MARGRID_HOST", "::1", "MARGRID_SKIP_BUILD", "1", "PATH", "/bin");
    assertThat(config(Map.of(), environment).host()).isEqualTo("::1");
    assertThat(new StrangeVariables(environment).ignored()).containsExactly("MARGRID_IMAGE");
  }

  @Test
  void aPasswordInAnAddressIsNotRepeated() {
    assertFaults(Map.of(), Map.of("MARGRID_TRACE_ENDPOINT", "http://reports:secret@host:4318/"),
        "MARGRID_TRACE_ENDPOINT: http://…@host:4318/ (expected: an address such as http://127.0.0.1:4318, without user,"
            + " password and query)");
  }

  @Test
  void wordsAndDirectoriesAreChecked() {
    assertFaults(Map.of(Setting.LOG_LEVEL, "loud", Setting.MODELS, "/no/such/directory"), Map.of(),
        "--models: /no/such/directory (expected: a directory that exists)",
        "--log-level: loud (expected: trace or debug or info or warn or error or off)");
  }

  @Test
  void chunkSizesMustFitTogether() {
    assertFaults(Map.of(Setting.MAX_CHUNK_BYTES, "4000"), Map.of(),
        "--max-chunk-bytes: 4000 (expected: at least --min-chunk-bytes)");
    assertFaults(Map.of(Setting.DEFAULT_CHUNK_BYTES, "1000"), Map.of(),
        "--default-chunk-bytes: 1000 (expected: 4096 to 983040)");
  }

  @Test
  void tracesGoWhereCollectorsTakeThemUnlessAPathIsGiven() {
    assertThat(config(Map.of(), Map.of()).traces()).isEmpty();
    assertThat(config(Map.of(Setting.TRACE_ENDPOINT, "http://[::1]:4318"), Map.of()).traces())
        .contains(new TraceExport(URI.create("http://[::1]:4318/v1/traces"), 1));
    assertThat(config(Map.of(Setting.TRACE_ENDPOINT, "https://collector.example/otlp/spans",
        Setting.TRACE_SAMPLE_RATIO, "0.25"), Map.of()).traces())
        .contains(new TraceExport(URI.create("https://collector.example/otlp/spans"), 0.25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:4318", "ftp://collector", "http://", "http://a b",
      "http://collector/?key=1"})
  void aCollectorThatCannotBeOneIsReported(String address) {
    assertFaults(Map.of(Setting.TRACE_ENDPOINT, address, Setting.TRACE_SAMPLE_RATIO, "1.5"), Map.of(),
        "--trace-endpoint: " + address
            + " (expected: an address such as http://127.0.0.1:4318, without user, password and query)",
        "--trace-sample-ratio: 1.5 (expected: a number, 0 to 1)");
  }

  @Test
  void everySettingsDefaultIsOfItsOwnForm() {
    for (Setting setting : Setting.values()) {
      assertThat(setting.accepts(setting.defaultText())).as(setting.flag()).isTrue();
    }
  }

  @Test
  void theTableShowsEverySettingWithValueAndSource() {
    String table = SettingValues.of(Map.of(Setting.PORT, "1"), Map.of("MARGRID_HOST", "::1"))
        .table(Map.of(Setting.MAX_WORK, "5", Setting.MAX_CELLS, "9007199254740992"));
    assertThat(table.lines()).hasSize(Setting.values().length + 1);
    assertThat(table).containsPattern("(?m)^port +1 +--port +- +TCP port")
        .containsPattern("(?m)^host +::1 +MARGRID_HOST +- +address")
        .containsPattern("(?m)^max-cells +9007199254740992 +default +cells +largest grid")
        .containsPattern("(?m)^max-work +5 +default 0, derived +nodes");
  }
}
