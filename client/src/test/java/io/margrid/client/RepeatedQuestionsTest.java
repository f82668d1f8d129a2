package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridHeader;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.SolveResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions, to servers that go away. */
@Timeout(60)
class RepeatedQuestionsTest {
  private static final ResumePolicy QUICK = new ResumePolicy(10, Duration.ofMillis(1), Duration.ofMillis(10),
      Duration.ofSeconds(1));
  private static final SolveResponse HEADER = SolveResponse.newBuilder()
      .setHeader(GridHeader.newBuilder().setCellCount(1)).build();

  /** Fails the first calls, and answers those after them. */
  private static final class Failing extends SweepServiceGrpc.SweepServiceImplBase {
    final AtomicInteger calls = new AtomicInteger();
    private final Status status;
    private final int failures;

    Failing(Status status, int failures) {
      this.status = status;
      this.failures = failures;
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> observer) {
      if (calls.incrementAndGet() <= failures) {
        observer.onError(status.asRuntimeException());
      } else {
        HandMadeCatalog.answer(observer, EvaluateResponse.getDefaultInstance());
      }
    }
  }

  /** Ends the first calls after a number of messages, and answers those after them with a header and solutions. */
  private static final class FailingSolve extends AnalysisServiceGrpc.AnalysisServiceImplBase {
    final AtomicInteger calls = new AtomicInteger();
    private final int failures;
    private final int messages;

    FailingSolve(int failures, int messages) {
      this.failures = failures;
      this.messages = messages;
    }

    @Override
    public void solve(SolveRequest request, StreamObserver<SolveResponse> observer) {
      boolean fails = calls.incrementAndGet() <= failures;
      for (int i = 0; i < (fails ? messages : 2); i++) {
        observer.onNext(i == 0 ? HEADER : SolveResponse.getDefaultInstance());
      }
      if (fails) {
        observer.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        observer.onCompleted();
      }
    }
  }

  private static List<SolveResponse> solve(BindableService service, ResumePolicy policy) throws IOException {
    try (Loopback server = Loopback.serve(service);
        MargridClient client = MargridClient.builder().target(server.target()).resume(policy).build()) {
      return client.solve(SolveRequest.getDefaultInstance()).toStream().toList();
    }
  }

  @Test
  void aSolveThatHasNotBegunIsAskedForAgain() throws IOException {
    FailingSolve service = new FailingSolve(4, 0);
    assertThat(solve(service, QUICK)).containsExactly(HEADER, SolveResponse.getDefaultInstance());
    assertThat(service.calls).hasValue(5);
  }

  @Test
  void fourTimesAtMostTooAndNotIfThePolicyIsOff() {
    FailingSolve service = new FailingSolve(Integer.MAX_VALUE, 0);
    assertThatThrownBy(() -> solve(service, QUICK)).isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(5);
    assertThatThrownBy(() -> solve(service, ResumePolicy.off()))
        .isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(6);
  }

  @Test
  void aSolveThatHasBegunIsNot() {
    FailingSolve service = new FailingSolve(1, 1);
    assertThatThrownBy(() -> solve(service, QUICK)).isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(1);
  }

  private static void ask(BindableService service, ResumePolicy policy) throws IOException {
    try (Loopback server = Loopback.serve(service);
        MargridClient client = MargridClient.builder().target(server.target()).resume(policy).build()) {
      client.evaluate(EvaluateRequest.getDefaultInstance()).block();
    }
  }

  @Test
  void aServerThatGoesAwayIsAskedAgain() throws IOException {
    Failing service = new Failing(Status.UNAVAILABLE, 4);
    ask(service, QUICK);
    assertThat(service.calls).hasValue(5);
  }

  @Test
  void fourTimesAtMost() {
    Failing service = new Failing(Status.UNAVAILABLE, Integer.MAX_VALUE);
    assertThatThrownBy(() -> ask(service, QUICK)).isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(5);
  }

  @Test
  void lessOftenIfThePolicySaysSo() {
    Failing service = new Failing(Status.UNAVAILABLE, Integer.MAX_VALUE);
    assertThatThrownBy(() -> ask(service, QUICK.withAttempts(1)))
        .isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(2);
    assertThatThrownBy(() -> ask(service, ResumePolicy.off())).isInstanceOf(ServerUnavailableException.class);
    assertThat(service.calls).hasValue(3);
  }

  /** Of an overloaded server above all: asking again would add to its load. */
  @ParameterizedTest
  @EnumSource(value = Status.Code.class, names = {"OK", "UNAVAILABLE",
      "CANCELLED"}, mode = EnumSource.Mode.EXCLUDE)
  void whateverElseFailsFailsAtOnce(Status.Code code) {
    Failing service = new Failing(code.toStatus(), 1);
    assertThatThrownBy(() -> ask(service, QUICK)).isInstanceOf(MargridException.class);
    assertThat(service.calls).hasValue(1);
  }

  @Test
  void theDeadlineIsThatOfAllCallsTogether() throws IOException {
    Failing service = new Failing(Status.UNAVAILABLE, Integer.MAX_VALUE);
    ResumePolicy slow = new ResumePolicy(10, Duration.ofHours(1), Duration.ofHours(1), Duration.ZERO);
    try (Loopback server = Loopback.serve(service);
        MargridClient client = MargridClient.builder().target(server.target()).resume(slow)
            .unaryDeadline(Duration.ofSeconds(2)).build()) {
      assertThatThrownBy(() -> client.evaluate(EvaluateRequest.getDefaultInstance()).block())
          .isInstanceOf(DeadlineExceededException.class);
    }
    assertThat(service.calls).hasValue(1);
  }

  @Test
  void healthIsToldAsItIs() throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    health.setStatus("margrid.v1.SweepService", ServingStatus.NOT_SERVING);
    try (Loopback server = Loopback.serve(health.getHealthService());
        MargridClient client = MargridClient.connect(server.target())) {
      assertThat(client.health("").block()).isEqualTo(ServingStatus.SERVING);
      assertThat(client.health("margrid.v1.SweepService").block()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(client.health("unknown").block()).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
    }
  }
}
