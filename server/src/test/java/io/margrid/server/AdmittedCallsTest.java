package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.server.admission.AdmissionUse;
import io.margrid.server.admission.Budget;
import io.margrid.server.config.Setting;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.Scenario;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Budgets, stalled readers and long calls over real sockets. */
class AdmittedCallsTest {
  /** A call whose reader takes messages only when told to. */
  private static final class Reader extends ClientCall.Listener<StreamGridResponse> {
    final AtomicLong messages = new AtomicLong();
    final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    final ClientCall<StreamGridRequest, StreamGridResponse> call;
    private volatile boolean takesAll;

    Reader(RunningServer server, StreamGridRequest request) {
      call = server.channel.newCall(SweepServiceGrpc.getStreamGridMethod(),
          CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS));
      call.start(this, new Metadata());
      call.sendMessage(request);
      call.halfClose();
      call.request(1);
    }

    @Override
    public void onMessage(StreamGridResponse message) {
      messages.incrementAndGet();
      if (takesAll) {
        call.request(1);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(status.asRuntimeException(trailers));
    }

    Reader started() throws InterruptedException {
      Eventually.until("the stream has begun", () -> messages.get() > 0);
      return this;
    }

    /** One by one: who asks for all at once has all that comes quicker than it is read in memory. */
    Reader takingAll() {
      takesAll = true;
      call.request(1);
      return this;
    }

    Statuses end() throws Exception {
      StatusRuntimeException thrown = end.get(30, TimeUnit.SECONDS);
      return Statuses.of(() -> {
        throw thrown;
      });
    }

    void cancel() {
      call.cancel("enough", null);
    }
  }

  private static EvaluateRequest deal() {
    return EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModelId("taas-deal")).build();
  }

  private static void awaitIdle(RunningServer server) throws InterruptedException {
    Eventually.until("everything given back", () -> {
      AdmissionUse use = server.server.admission();
      return use.equals(new AdmissionUse(0, 0, 0, 0, 0, 0, use.refusals()))
          && server.server.counters().openCursors() == 0;
    });
  }

  private static void assertOverloaded(Statuses status) {
    assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(status.info().getReason()).isEqualTo("OVERLOADED");
    assertThat(status.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
  }

  @Test
  void aStreamBeyondTheBudgetIsRefusedAndSmallCallsAreNot() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_STREAMS_PER_CALLER, "2"))) {
      Reader first = new Reader(server, HugeGrids.trillion()).started();
      Reader second = new Reader(server, HugeGrids.trillion()).started();
      assertOverloaded(new Reader(server, HugeGrids.trillion()).end());
      assertThat(server.sweep().evaluate(deal()).getMetricsCount()).isPositive();
      assertThat(server.catalog().listModels(ListModelsRequest.getDefaultInstance()).getModelsCount())
          .isPositive();
      first.cancel();
      Eventually.until("the place is free", () -> server.server.admission().streams() == 1);
      Reader third = new Reader(server, HugeGrids.trillion()).started();
      second.cancel();
      third.cancel();
      awaitIdle(server);
      assertThat(server.server.admission().refused()).isOne();
    }
  }

  @Test
  void streamsShareWhatMayWaitInTheTransport() throws Exception {
    try (RunningServer server = new RunningServer(
        Map.of(Setting.TRANSPORT_BYTES, "1048576", Setting.TRANSPORT_BYTES_PER_CALLER, "1048576"))) {
      Reader first = new Reader(server, HugeGrids.trillion()).started();
      long alone = server.server.admission().transportBytes();
      assertThat(alone).isBetween(3 * 128_000L, 3 * 129_024L);
      Reader second = new Reader(server, HugeGrids.trillion()).started();
      assertThat(server.server.admission().transportBytes()).isEqualTo(alone + alone / 3 * 2);
      Reader third = new Reader(server, HugeGrids.trillion()).started();
      assertOverloaded(new Reader(server, HugeGrids.trillion()).end());
      for (Reader reader : new Reader[]{first, second, third}) {
        reader.cancel();
      }
      awaitIdle(server);
    }
  }

  @Test
  void streamsShareTheMemoryThatTheyComputeIn() throws Exception {
    try (RunningServer server = new RunningServer(
        Map.of(Setting.WORKING_BYTES, "4000000", Setting.WORKING_BYTES_PER_CALLER, "2000000"))) {
      Reader first = new Reader(server, HugeGrids.trillion()).started();
      long each = server.server.admission().workingBytes();
      assertThat(each).as("a chunk and some buffers").isBetween(129_024L, 666_666L);
      List<Reader> readers = new ArrayList<>(List.of(first));
      while (server.server.admission().workingBytes() + each <= 2_000_000) {
        readers.add(new Reader(server, HugeGrids.trillion()).started());
      }
      assertOverloaded(new Reader(server, HugeGrids.trillion()).end());
      assertThat(server.sweep().evaluate(deal()).getMetricsCount()).isPositive();
      readers.removeFirst().cancel();
      Eventually.until("the memory is free",
          () -> server.server.admission().workingBytes() == readers.size() * each);
      readers.add(new Reader(server, HugeGrids.trillion()).started());
      readers.forEach(Reader::cancel);
      awaitIdle(server);
      assertThat(server.server.admission().refusals()).containsEntry(Budget.MEMORY_OF_CALLER, 1L);
    }
  }

  @Test
  void aModelTooLargeForTheMemoryIsRefusedForGoodAndNothingIsOpened() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.WORKING_BYTES, "2000000"))) {
      StreamGridRequest.Builder large = StreamGridRequest.newBuilder();
      for (int i = 0; i < 1_200; i++) {
        large.getGridBuilder().getScenarioBuilder().getModelBuilder().addPeriods("p" + i);
      }
      for (int i = 0; i < 200; i++) {
        large.getGridBuilder().getScenarioBuilder().getModelBuilder().addMetricsBuilder().setName("m" + i)
            .setFormula("cumulative(period_index() + " + i + ")");
      }
      Statuses status = new Reader(server, large.build()).end();
      assertThat(status.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertThat(status.info().getReason()).isEqualTo("STREAM_TOO_LARGE");
      assertThat(status.retryAfter()).isEmpty();
      assertThat(server.server.counters().pulls()).isZero();
      awaitIdle(server);
    }
  }

  @Test
  void completeAndFailedStreamsGiveTheirPlacesBack() throws Exception {
    try (RunningServer server = new RunningServer()) {
      StreamGridRequest.Builder small = HugeGrids.trillion().toBuilder();
      small.getRangeBuilder().setCellCount(100_000);
      server.sweep().streamGrid(small.build()).forEachRemaining(message -> {});
      small.getGridBuilder().addMetrics("no_such_metric");
      assertThat(new Reader(server, small.build()).end().info().getReason()).isEqualTo("UNKNOWN_METRIC");
      awaitIdle(server);
      assertThat(server.server.admission().refused()).isZero();
    }
  }

  @Test
  void aStalledReaderLosesItsPlaceAndIsToldWhenItReadsOn() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.STALL_TIME, "1"))) {
      Reader reader = new Reader(server, HugeGrids.trillion()).started();
      Eventually.until("given up", () -> server.server.stalledStreams() == 1);
      Eventually.until("the work is given back", () -> server.server.admission().streams() == 0
          && server.server.counters().openCursors() == 0);
      assertThat(reader.end).isNotDone();
      assertThat(server.server.admission().lingeringBytes()).isPositive();
      for (int i = 0; i < 3; i++) {
        assertThat(server.sweep().evaluate(deal()).getMetricsCount()).isPositive();
      }
      reader.call.request(1_000);
      Statuses status = reader.end();
      assertThat(status.code()).isEqualTo(Code.ABORTED);
      assertThat(status.info().getReason()).isEqualTo("READER_STALLED");
      assertThat(reader.messages.get()).isGreaterThan(2);
      awaitIdle(server);
    }
  }

  @Test
  void aStreamEndsAfterTheLongestTimeThatACallMayRun() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_CALL_TIME, "1"))) {
      Statuses status = new Reader(server, HugeGrids.trillion()).takingAll().end();
      assertThat(status.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(status.info().getReason()).isEqualTo("CALL_TOO_LONG");
      awaitIdle(server);
    }
  }

  private static CompletableFuture<BridgeResponse> ask(RunningServer server, BridgeRequest request) {
    return CompletableFuture.supplyAsync(() -> server.analysis().bridge(request));
  }

  @Test
  void aLongQuestionHoldsUpNoSmallOneAndCountsAgainstTheBudget() throws Exception {
    try (RunningServer server = new RunningServer(
        Map.of(Setting.MAX_WORK, "1000000", Setting.MAX_CALL_TIME, "2", Setting.COMPUTE_THREADS, "1"))) {
      CompletableFuture<BridgeResponse> first = ask(server, LongQuestions.bridge());
      Eventually.until("under way", () -> server.server.admission().work() > 0);
      assertOverloaded(Statuses.of(() -> server.analysis().bridge(LongQuestions.bridge())));
      assertThat(server.sweep().evaluate(deal()).getMetricsCount()).isPositive();
      Statuses status = Statuses.of(() -> {
        try {
          first.join();
        } catch (CompletionException thrown) {
          throw thrown.getCause();
        }
      });
      assertThat(status.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
      assertThat(status.info().getReason()).isEqualTo("CALL_TOO_LONG");
      awaitIdle(server);
    }
  }

  @Test
  void aCancelledQuestionMakesRoomAtOnce() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.MAX_WORK, "1000000"))) {
      Future<BridgeResponse> answer = AnalysisServiceGrpc.newFutureStub(server.channel)
          .bridge(LongQuestions.bridge());
      Eventually.until("under way", () -> server.server.admission().work() > 0);
      assertThat(answer.cancel(true)).isTrue();
      awaitIdle(server);
    }
  }

  @Test
  void aQuestionThatHasWaitedTooLongIsRefused() throws Exception {
    try (RunningServer server = new RunningServer(
        Map.of(Setting.COMPUTE_THREADS, "1", Setting.MAX_WAIT, "2000",
            Setting.MAX_WORK, "1000000000000000", Setting.MAX_WORK_PER_CALLER, "1000000000000000"))) {
      Future<BridgeResponse> running = AnalysisServiceGrpc.newFutureStub(server.channel)
          .bridge(LongQuestions.bridge());
      Eventually.until("under way", () -> server.server.admission().work() > 0);
      long work = server.server.admission().work();
      CompletableFuture<Statuses> waiting = CompletableFuture
          .supplyAsync(() -> Statuses.of(() -> server.analysis().bridge(LongQuestions.bridge())));
      Eventually.until("waiting", () -> server.server.admission().work() == 2 * work);
      Thread.sleep(2_100);
      assertThat(running.cancel(true)).isTrue();
      assertOverloaded(waiting.get(30, TimeUnit.SECONDS));
      awaitIdle(server);
    }
  }

  @Test
  void theSamePlanIsMadeOnce() throws Exception {
    try (RunningServer server = new RunningServer()) {
      EvaluateRequest.Builder own = EvaluateRequest.newBuilder();
      own.getScenarioBuilder().getModelBuilder().addMetricsBuilder().setName("m").setFormula("1 + 1");
      for (int i = 0; i < 3; i++) {
        assertThat(server.sweep().evaluate(own.build()).getMetrics(0).getValues(0)).isEqualTo(2);
      }
      assertThat(server.server.answers().evaluationCounts().hits()).isEqualTo(2);
      assertThat(server.server.answers().evaluationCounts().misses()).isOne();
      assertThat(server.server.answers().models().counts().misses()).isOne();
      own.addMetrics("m");
      server.sweep().evaluate(own.build());
      assertThat(server.server.answers().models().counts().hits()).isOne();
      own.getScenarioBuilder().getModelBuilder().getMetricsBuilder(0).setFormula("1 + 2");
      assertThat(server.sweep().evaluate(own.build()).getMetrics(0).getValues(0)).isEqualTo(3);
      assertThat(server.server.answers().models().counts().values()).isEqualTo(2);
    }
  }

  @Test
  void withoutACacheEverythingIsMadeAnew() throws Exception {
    try (RunningServer server = new RunningServer(Map.of(Setting.PLAN_CACHE_BYTES, "0"))) {
      assertThat(server.sweep().evaluate(deal())).isEqualTo(server.sweep().evaluate(deal()));
      assertThat(server.server.answers().evaluationCounts().hits()).isZero();
    }
  }
}
