package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import io.margrid.server.config.Setting;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GridRange;
import io.margrid.v1.StreamGridResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private static ServingStatus health(RunningServer server, String service) {
    return HealthGrpc.newBlockingStub(server.channel).withDeadlineAfter(30, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(service).build()).getStatus();
  }

  @Test
  void healthAnswersForTheServerAndForEachService() {
    try (RunningServer server = new RunningServer()) {
      assertThat(health(server, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(server, "margrid.v1.CatalogService")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(server, "margrid.v1.SweepService")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(server, "margrid.v1.AnalysisService")).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void reflectionListsTheServicesAndKnowsTheirFiles() throws Exception {
    try (RunningServer server = new RunningServer()) {
      ServerReflectionResponse services = reflect(server,
          ServerReflectionRequest.newBuilder().setListServices("").build());
      assertThat(services.getListServicesResponse().getServiceList()).extracting(ServiceResponse::getName)
          .containsExactlyInAnyOrder("margrid.v1.CatalogService", "margrid.v1.SweepService",
              "margrid.v1.AnalysisService", "grpc.health.v1.Health",
              "grpc.reflection.v1.ServerReflection");
      ServerReflectionResponse file = reflect(server,
          ServerReflectionRequest.newBuilder().setFileContainingSymbol("margrid.v1.SweepService").build());
      assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoCount()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"margrid.v1.AnalysisService", "google.rpc.ErrorInfo", "google.rpc.BadRequest",
      "google.rpc.RetryInfo"})
  void reflectionKnowsTheFileOf(String symbol) throws Exception {
    try (RunningServer server = new RunningServer()) {
      ServerReflectionResponse file = reflect(server,
          ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build());
      String name = symbol.substring(symbol.lastIndexOf('.') + 1);
      assertThat(file.getFileDescriptorResponse().getFileDescriptorProtoList())
          .anyMatch(bytes -> bytes.toStringUtf8().contains(name));
    }
  }

  private static ServerReflectionResponse reflect(RunningServer server, ServerReflectionRequest request)
      throws Exception {
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests = ServerReflectionGrpc.newStub(server.channel)
        .serverReflectionInfo(new StreamObserver<>() {
          @Override
          public void onNext(ServerReflectionResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError(Throwable thrown) {
            answer.completeExceptionally(thrown);
          }

          @Override
          public void onCompleted() {}
        });
    requests.onNext(request);
    requests.onCompleted();
    return answer.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aStopTellsHealthWatchersAndTakesNoNewCalls() throws InterruptedException {
    RunningServer server = new RunningServer();
    List<ServingStatus> seen = new CopyOnWriteArrayList<>();
    HealthGrpc.newStub(server.channel).watch(HealthCheckRequest.getDefaultInstance(), new StreamObserver<>() {
      @Override
      public void onNext(HealthCheckResponse response) {
        seen.add(response.getStatus());
      }

      @Override
      public void onError(Throwable thrown) {}

      @Override
      public void onCompleted() {}
    });
    Eventually.until("watched", () -> seen.contains(ServingStatus.SERVING));
    server.server.close();
    Eventually.until("told", () -> seen.contains(ServingStatus.NOT_SERVING));
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class,
        () -> server.catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance()));
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    server.close();
  }

  @Test
  void streamsThatOutlastTheDrainTimeEndWithAnInvitationToResume() throws Exception {
    RunningServer server = new RunningServer(Map.of(Setting.DRAIN_TIME, "1"));
    Iterator<StreamGridResponse> stream = server.sweep().streamGrid(HugeGrids.trillion());
    assertThat(stream.next().hasHeader()).isTrue();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server.server::close);
    Statuses status = Statuses
        .of(() -> stream.forEachRemaining(message -> assertThat(message.hasChunk()).isTrue()));
    assertThat(status.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(status.info().getReason()).isEqualTo("DRAINING");
    closed.get(30, TimeUnit.SECONDS);
    assertThat(server.server.counters().openCursors()).isZero();
    server.close();
  }

  @Test
  void aReaderWhoDoesNotTakeItsLastStatusFindsTheConnectionClosed() throws Exception {
    RunningServer server = new RunningServer(Map.of(Setting.DRAIN_TIME, "0", Setting.FAREWELL_TIME, "1"));
    Iterator<StreamGridResponse> stream = server.sweep().streamGrid(HugeGrids.trillion());
    assertThat(stream.next().hasHeader()).isTrue();
    Eventually.settled(() -> server.server.counters().pulls());
    server.server.close();
    assertThat(server.server.counters().openCursors()).isZero();
    assertThatThrownBy(() -> stream.forEachRemaining(message -> assertThat(message.hasChunk()).isTrue()))
        .isInstanceOfSatisfying(StatusRuntimeException.class,
            thrown -> assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    server.close();
  }

  @Test
  void aLongQuestionIsEndedByTheStopToo() throws Exception {
    RunningServer server = new RunningServer(Map.of(Setting.DRAIN_TIME, "0"));
    CompletableFuture<Statuses> status = CompletableFuture
        .supplyAsync(() -> Statuses.of(() -> server.analysis().bridge(LongQuestions.bridge())));
    Eventually.until("under way", () -> server.server.admission().work() > 0);
    server.server.close();
    assertThat(status.get(30, TimeUnit.SECONDS).code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(status.get().info().getReason()).isEqualTo("DRAINING");
    server.close();
  }

  @Test
  void streamsThatEndWithinTheDrainTimeEndWell() throws Exception {
    RunningServer server = new RunningServer(Map.of(Setting.DRAIN_TIME, "20"));
    Iterator<StreamGridResponse> stream = server.sweep()
        .streamGrid(HugeGrids.trillion().toBuilder()
            .setRange(GridRange.newBuilder().setCellCount(5_000_000)).build());
    assertThat(stream.next().hasHeader()).isTrue();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server.server::close);
    long cells = 0;
    while (stream.hasNext()) {
      cells += stream.next().getChunk().getCellCount();
    }
    assertThat(cells).isEqualTo(5_000_000);
    closed.get(10, TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void closingTwiceIsClosingOnce() {
    RunningServer server = new RunningServer();
    server.close();
    server.close();
  }
}
