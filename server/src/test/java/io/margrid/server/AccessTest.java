package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import io.margrid.client.AccessDeniedException;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.client.ResourceExhaustedException;
import io.margrid.client.ResumePolicy;
import io.margrid.client.TransportSecurity;
import io.margrid.server.config.Setting;
import io.margrid.server.security.TestAuthority;
import io.margrid.v1.GetServerInfoRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;

class AccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  @TempDir
  Path directory;
  private final Map<Setting, String> settings = new EnumMap<>(Setting.class);

  @BeforeEach
  void install() throws IOException {
    settings.put(Setting.AUTH, "required");
    settings.put(Setting.AUTH_TOKENS, know(TOKEN));
    settings.put(Setting.RELOAD_INTERVAL, "1");
  }

  private String know(String token) throws IOException {
    return Files.writeString(directory.resolve("tokens"), "sha256:" + sha256(token) + " acme reports\n")
        .toString();
  }

  private String limit(String lines) throws IOException {
    return Files.writeString(directory.resolve("tenants"), lines).toString();
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static MargridClient client(RunningServer server, String token) {
    return MargridClient.builder().target("127.0.0.1:" + server.server.port()).bearerToken(() -> token)
        .resume(ResumePolicy.off()).build();
  }

  private static boolean answered(MargridClient client) {
    try {
      return client.serverInfo().block(PATIENCE) != null;
    } catch (AccessDeniedException refused) {
      return false;
    }
  }

  private static String reasonOf(MargridClient client) {
    return catchThrowableOfType(MargridException.class,
        () -> client.streamRows(HugeGrids.trillion()).blockFirst(PATIENCE)).reason();
  }

  @Test
  void onlyKnownTokensAreAnswered() {
    try (RunningServer server = new RunningServer(settings);
        MargridClient known = client(server, TOKEN);
        MargridClient unknown = client(server, OTHER);
        MargridClient nobody = server.client()) {
      assertThat(answered(known)).isTrue();
      assertThat(known.streamRows(HugeGrids.trillion()).take(3).count().block(PATIENCE)).isEqualTo(3);
      assertThat(answered(unknown)).isFalse();
      assertThat(answered(nobody)).isFalse();
    }
  }

  @Test
  void theRefusalSaysWhatIsExpected() {
    try (RunningServer server = new RunningServer(settings)) {
      Statuses status = Statuses
          .of(() -> server.catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance()));
      assertThat(status.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(status.info().getReason()).isEqualTo("UNAUTHENTICATED");
      assertThat(status.message()).isEqualTo("authorization: absent (expected: Bearer and a token)");
      Metadata headers = new Metadata();
      headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Basic YTpi");
      status = Statuses
          .of(() -> server.catalog().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .getServerInfo(GetServerInfoRequest.getDefaultInstance()));
      assertThat(status.message()).isEqualTo("authorization: of another kind (expected: Bearer and a token)");
    }
  }

  @Test
  void theCommandLineNamesTheOptionForTokens() {
    try (RunningServer server = new RunningServer(settings)) {
      Shell shell = new Shell(server);
      assertThat(shell.run("models")).isEqualTo(1);
      assertThat(shell.err()).isEqualTo(
          "margrid: authorization: absent (expected: Bearer and a token) (see --token-file)\n");
    }
  }

  @Test
  void healthIsForEverybodyOnlyWhereThatIsSaid() {
    try (RunningServer server = new RunningServer(settings)) {
      StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class,
          () -> health(server));
      assertThat(refused.getStatus().getCode().name()).isEqualTo("UNAUTHENTICATED");
    }
    settings.put(Setting.AUTH, "required-except-health");
    try (RunningServer server = new RunningServer(settings); MargridClient nobody = server.client()) {
      assertThatCode(() -> health(server)).doesNotThrowAnyException();
      assertThat(answered(nobody)).isFalse();
    }
  }

  private static void health(RunningServer server) {
    HealthGrpc.newBlockingStub(server.channel).withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance());
  }

  @Test
  void aTokenThatIsTakenAwayEndsNoStreamAndBeginsNone() throws IOException, InterruptedException {
    try (RunningServer server = new RunningServer(settings);
        MargridClient first = client(server, TOKEN);
        MargridClient second = client(server, OTHER)) {
      Disposable stream = first.streamRows(HugeGrids.trillion()).subscribe(row -> {});
      Eventually.until("rows", () -> server.server.counters().pulls() > 3);
      know(OTHER);
      Eventually.until("the new token", () -> answered(second));
      assertThat(answered(first)).isFalse();
      long before = server.server.counters().pulls();
      Eventually.until("more rows", () -> server.server.counters().pulls() > before + 10);
      stream.dispose();
    }
  }

  @Test
  void tenantsAreHeldToTheirLimitsAndThoseMayChange() throws IOException, InterruptedException {
    settings.put(Setting.TENANTS, limit("acme.streams = 1\n"));
    try (RunningServer server = new RunningServer(settings); MargridClient client = client(server, TOKEN)) {
      Disposable stream = client.streamRows(HugeGrids.trillion()).subscribe(row -> {});
      Eventually.until("rows", () -> server.server.counters().pulls() > 3);
      assertThat(reasonOf(client)).isEqualTo("TENANT_LIMIT");
      assertThat(answered(client)).as("what is not a stream").isTrue();
      stream.dispose();
      Eventually.until("the place", () -> firstRow(client));
      limit("acme.cells-per-request = 1000000\n");
      Eventually.until("the new limits", () -> !firstRow(client));
      assertThat(reasonOf(client)).isEqualTo("TENANT_GRID_TOO_LARGE");
    }
  }

  private static boolean firstRow(MargridClient client) {
    try {
      return client.streamRows(HugeGrids.trillion()).blockFirst(PATIENCE) != null;
    } catch (ResourceExhaustedException refused) {
      return false;
    }
  }

  @Test
  void aCertificateTellsWhoCallsToo() throws IOException {
    TestAuthority authority = TestAuthority.in(directory.resolve("authority"));
    TestAuthority.Issued own = authority.issue("server", "CN=server");
    TestAuthority.Issued caller = authority.issue("caller", "CN=reports,O=acme");
    settings.put(Setting.TLS_CERT, own.certificate().toString());
    settings.put(Setting.TLS_KEY, own.key().toString());
    settings.put(Setting.TLS_CLIENT_CA, authority.certificate().toString());
    settings.put(Setting.TLS_CLIENT_CERT, "optional");
    settings.put(Setting.TENANTS, limit("acme.cells-per-request = 1\n"));
    Optional<Path> trusted = Optional.of(authority.certificate());
    try (RunningServer server = new RunningServer(settings);
        MargridClient known = MargridClient.builder().target("127.0.0.1:" + server.server.port())
            .transportSecurity(TransportSecurity.of(trusted,
                Optional.of(new TransportSecurity.Identity(caller.certificate(), caller.key()))))
            .build();
        MargridClient nobody = MargridClient.builder().target("127.0.0.1:" + server.server.port())
            .transportSecurity(TransportSecurity.of(trusted, Optional.empty())).build()) {
      assertThat(answered(known)).isTrue();
      assertThat(reasonOf(known)).isEqualTo("TENANT_GRID_TOO_LARGE");
      assertThat(answered(nobody)).isFalse();
    }
  }
}
