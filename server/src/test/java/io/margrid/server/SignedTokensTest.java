package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import io.margrid.client.GridRow;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.server.config.Setting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class SignedTokensTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestIssuer issuer;

  @BeforeEach
  void open() throws IOException {
    issuer = new TestIssuer();
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  private static MargridClient client(RunningServer server, String token) {
    return MargridClient.builder().target("127.0.0.1:" + server.server.port()).bearerToken(() -> token)
        .build();
  }

  /** The reason of the refusal; empty if the call is answered. */
  private static String refusal(RunningServer server, String token) {
    try (MargridClient client = client(server, token)) {
      client.serverInfo().block(PATIENCE);
      return "";
    } catch (MargridException refused) {
      assertThat(refused.getMessage()).doesNotContain(token.split("\\.", -1)[1]);
      return refused.reason();
    }
  }

  private String changed(UnaryOperator<JWTClaimsSet.Builder> change) {
    return TestIssuer.sign(JWSAlgorithm.RS256, issuer.key(), change.apply(TestIssuer.claims()).build());
  }

  @Test
  void onlyTokensThatAreWholeInEveryRespectAreTaken() {
    Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
    Date future = Date.from(Instant.now().plus(Duration.ofHours(1)));
    try (RunningServer server = new RunningServer(issuer.settings())) {
      assertThat(refusal(server, issuer.token())).isEmpty();
      assertThat(
          refusal(server, TestIssuer.sign(JWSAlgorithm.PS256, issuer.key(), TestIssuer.claims().build())))
          .isEmpty();
      assertThat(refusal(server, changed(claims -> claims.expirationTime(past)))).isEqualTo("TOKEN_EXPIRED");
      assertThat(refusal(server, changed(claims -> claims.expirationTime(null))))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, changed(claims -> claims.notBeforeTime(future))))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, changed(claims -> claims.audience("other")))).isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, changed(claims -> claims.issuer("other")))).isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, changed(claims -> claims.subject(null)))).isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, changed(claims -> claims.claim("tenant", "no/name"))))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, TestIssuer.unsigned())).isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, issuer.signedByThePublicKey())).isEqualTo("UNAUTHENTICATED");
      assertThat(
          refusal(server, TestIssuer.sign(JWSAlgorithm.RS512, issuer.key(), TestIssuer.claims().build())))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server,
          TestIssuer.sign(JWSAlgorithm.RS256, TestIssuer.newKey("unknown"), TestIssuer.claims().build())))
          .isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server,
          TestIssuer.sign(JWSAlgorithm.RS256, TestIssuer.newKey("first"), TestIssuer.claims().build())))
          .as("another key under a known id").isEqualTo("UNAUTHENTICATED");
      assertThat(refusal(server, "nothing.thereofis.atoken")).isEqualTo("UNAUTHENTICATED");
    }
  }

  @Test
  void keysThatCannotBeFetchedAreAskedForAgain() throws InterruptedException {
    issuer.setUp(false);
    try (RunningServer server = new RunningServer(issuer.settings())) {
      assertThat(refusal(server, issuer.token())).isEqualTo("KEYS_UNREACHABLE");
      issuer.setUp(true);
      Eventually.until("keys", () -> refusal(server, issuer.token()).isEmpty());
      issuer.setUp(false);
      assertThat(refusal(server, issuer.token())).as("what was fetched stays").isEmpty();
    }
  }

  @Test
  void tokensOfUnknownKeysDoNotMakeTheServerFetchAtWill() {
    Map<Setting, String> settings = new EnumMap<>(issuer.settings());
    settings.put(Setting.RELOAD_INTERVAL, "86400");
    String foreign = TestIssuer.sign(JWSAlgorithm.RS256, TestIssuer.newKey("unknown"),
        TestIssuer.claims().build());
    try (RunningServer server = new RunningServer(settings)) {
      for (int i = 0; i < 20; i++) {
        assertThat(refusal(server, foreign)).isEqualTo("UNAUTHENTICATED");
      }
      assertThat(issuer.fetches.get()).isEqualTo(1);
    }
  }

  @Test
  void aStreamOutlivesItsKeyAndNewCallsNeedTheNewOne() throws InterruptedException {
    String old = issuer.token();
    try (RunningServer server = new RunningServer(issuer.settings());
        MargridClient client = client(server, old)) {
      Counted rows = new Counted();
      client.streamRows(HugeGrids.trillion()).subscribe(rows);
      rows.request(10);
      Eventually.until("rows", () -> rows.count == 10);
      issuer.rotate("second");
      Eventually.until("the new key", () -> refusal(server, issuer.token()).isEmpty());
      assertThat(refusal(server, old)).isEqualTo("UNAUTHENTICATED");
      rows.request(1_000);
      Eventually.until("more rows", () -> rows.count == 1_010);
      rows.cancel();
    }
  }

  private static final class Counted extends BaseSubscriber<GridRow> {
    private volatile int count;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // The test says how many.
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time counts, another reads
    protected void hookOnNext(GridRow row) {
      count++;
    }
  }
}
