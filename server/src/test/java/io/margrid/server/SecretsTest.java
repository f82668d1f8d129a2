package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.client.TransportSecurity;
import io.margrid.server.security.TestAuthority;
import java.io.IOException;
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

/** Secrets of callers and of the server go into no log, at whatever level, and into no error. */
class SecretsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HASH_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
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

  @Test
  void noSecretIsLoggedOrTold() throws Exception {
    TestAuthority authority = TestAuthority.in(directory.resolve("authority"));
    TestAuthority.Issued own = authority.issue("server", "CN=server");
    String key = Files.readString(own.key());
    Path tokens = write("tokens", "sha256:" + HASH_OF_ABC + " acme reports\n");
    Path keyFile = write("key.pem", key);
    TransportSecurity tls = TransportSecurity.of(Optional.of(authority.certificate()), Optional.empty());
    Path log = directory.resolve("log");
    try (TestIssuer issuer = new TestIssuer();
        ServerProcess server = new ServerProcess(log, List.of(),
            List.of("--log-level", "trace", "--auth", "required", "--auth-tokens", tokens.toString(),
                "--jwt-keys",
                issuer.address(), "--jwt-issuer", TestIssuer.NAME, "--jwt-audience", TestIssuer.AUDIENCE,
                "--tls-cert", own.certificate().toString(), "--tls-key", keyFile.toString(),
                "--reload-interval",
                "1"))) {
      String expired = TestIssuer.sign(JWSAlgorithm.RS256, issuer.key(),
          TestIssuer.claims().expirationTime(Date.from(Instant.EPOCH)).build());
      List<String> shown = List.of("abc", UNKNOWN, issuer.token(), expired, TestIssuer.unsigned());
      shown.forEach(token -> call(server.target, tls, token));
      assertThat(told).as("refusals").hasSize(3);
      write("tokens", MISPLACED + " acme reports\n");
      write("key.pem", key.replaceFirst("\n", "\nAAAA"));
      Eventually.until("both warnings",
          () -> lines(log).stream().filter(line -> line.contains("cannot be used")).count() >= 2);
      assertThat(server.terminate()).isEqualTo(143);
      told.addAll(server.logLines());
      assertThat(told).as("the log was written at trace").anyMatch(line -> line.contains("call ended"));
      List<String> secrets = new ArrayList<>(List.of(UNKNOWN, MISPLACED, HASH_OF_ABC, "Bearer "));
      secrets.addAll(key.lines().filter(line -> !line.startsWith("-----")).toList());
      shown.stream().filter(token -> token.contains("."))
          .forEach(token -> secrets.add(token.substring(token.indexOf('.') + 1)));
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
