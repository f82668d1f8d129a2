package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.client.TransportSecurity;
import io.margrid.server.security.TestAuthority;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of callers and of the server go into nothing that a server tells: no log, at whatever level, and no error. */
class SecretsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KNOWN = "a-known-token-that-nobody-may-see-either";
  /** Of a line of a key: what is shorter may stand anywhere. */
  private static final int LEAST_LENGTH = 16;
  private static final String UNKNOWN = "an-unknown-token-that-nobody-may-see";
  private static final String MISPLACED = "a-token-written-where-its-hash-belongs";

  @TempDir
  Path directory;

  private final List<String> told = new ArrayList<>();

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private void call(String target, TransportSecurity tls, String token) {
    try (MargridClient client = MargridClient.builder().target(target).transportSecurity(tls)
        .bearerToken(() -> token).build()) {
      client.serverInfo().block(PATIENCE);
    } catch (MargridException refused) {
      told.add(refused.getMessage() + refused.metadata());
    }
  }

  /** What a server has told, beside its errors. Whatever else it tells, somewhere else, is one line here. */
  private void addWhatIsTold(ServerProcess server, int adminPort) throws IOException, InterruptedException {
    told.addAll(server.logLines());
    List<String> metrics = Scrape
        .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + "/metrics"))).body().lines()
        .toList();
    assertThat(metrics).anyMatch(line -> line.startsWith("margrid_calls_failed_total"));
    told.addAll(metrics);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Each part of a signed token is a secret: the first only says how it is signed. */
  private static List<String> secretsOf(String token) {
    List<String> parts = List.of(token.split("\\."));
    return parts.size() == 1 ? parts : parts.subList(1, parts.size());
  }

  @Test
  void noSecretIsLoggedOrTold() throws Exception {
    TestAuthority authority = TestAuthority.in(directory.resolve("authority"));
    TestAuthority.Issued own = authority.issue("server", "CN=server");
    String key = Files.readString(own.key());
    String hash = AccessTest.sha256(KNOWN);
    Path tokens = write("tokens", "sha256:" + hash + " acme reports\n");
    Path keyFile = write("key.pem", key);
    TransportSecurity tls = TransportSecurity.of(Optional.of(authority.certificate()), Optional.empty());
    Path log = directory.resolve("log");
    int adminPort = freePort();
    try (TestIssuer issuer = new TestIssuer();
        ServerProcess server = new ServerProcess(log, List.of(),
            List.of("--admin-port", Integer.toString(adminPort), "--log-level", "trace", "--auth", "required",
                "--auth-tokens", tokens.toString(),
                "--jwt-keys",
                issuer.address(), "--jwt-issuer", TestIssuer.NAME, "--jwt-audience", TestIssuer.AUDIENCE,
                "--tls-cert", own.certificate().toString(), "--tls-key", keyFile.toString(),
                "--reload-interval",
                "1"))) {
      String expired = TestIssuer.sign(JWSAlgorithm.RS256, issuer.key(),
          TestIssuer.claims().expirationTime(Date.from(Instant.EPOCH)).build());
      List<String> shown = List.of(KNOWN, UNKNOWN, issuer.token(), expired, TestIssuer.unsigned());
      shown.forEach(token -> call(server.target, tls, token));
      assertThat(told).as("refusals").hasSize(3);
      write("tokens", MISPLACED + " acme reports\n");
      write("key.pem", key.replaceFirst("\n", "\nAAAA"));
      Eventually.until("both warnings",
          () -> lines(log).stream().filter(line -> line.contains("cannot be used")).count() >= 2);
      addWhatIsTold(server, adminPort);
      assertThat(server.terminate()).isEqualTo(143);
      told.addAll(server.logLines());
      assertThat(told).as("the log was written at trace").anyMatch(line -> line.contains("call ended"));
      List<String> secrets = new ArrayList<>(List.of(MISPLACED, hash, "Bearer "));
      key.lines().filter(line -> !line.startsWith("-----") && line.length() >= LEAST_LENGTH)
          .forEach(secrets::add);
      shown.forEach(token -> secrets.addAll(secretsOf(token)));
      assertThat(told).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    }
  }

  private static List<String> lines(Path log) {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
