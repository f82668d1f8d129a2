package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.Code;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.margrid.client.MargridClient;
import io.margrid.client.MargridException;
import io.margrid.server.config.Setting;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GridRange;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class TracingTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String PARENT = "b7ad6b7169203331";
  private static final String STREAM_GRID = "margrid.v1.SweepService/StreamGrid";
  private static final String EVALUATE = "margrid.v1.SweepService/Evaluate";
  /** {@code SpanKind.SPAN_KIND_SERVER}. */
  private static final long SERVER = 2;

  @TempDir
  Path directory;

  private static RunningServer tracedTo(SpanCollector collector) {
    return new RunningServer(
        Map.of(Setting.TRACE_ENDPOINT, collector.address(), Setting.DRAIN_TIME, "0", Setting.FAREWELL_TIME,
            "120"));
  }

  /** The client of a program whose own interceptors say which trace a call belongs to. */
  private static MargridClient inATrace(RunningServer server, String flags) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER),
        "00-" + TRACE + "-" + PARENT + "-" + flags);
    return MargridClient.builder()
        .channel(ClientInterceptors.intercept(server.channel,
            MetadataUtils.newAttachHeadersInterceptor(headers)))
        .build();
  }

  private static StreamGridRequest cells(long count) {
    return HugeGrids.trillion().toBuilder().setRange(GridRange.newBuilder().setCellCount(count)).build();
  }

  private static EvaluateRequest shipped(String model) {
    EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
    request.getScenarioBuilder().setModelId(model);
    return request.build();
  }

  @Test
  void aStreamIsOneSpanOfItsCallersTraceWithItsStagesBelow() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt(); RunningServer server = tracedTo(collector)) {
      long blocks = Objects.requireNonNull(
          inATrace(server, "01").streamBlocks(cells(200_000)).count().block(PATIENCE));
      assertThat(blocks).isGreaterThan(20);
      SpanCollector.Span call = collector.await(STREAM_GRID);
      assertThat(call.traceId()).isEqualTo(TRACE);
      assertThat(call.parentId()).isEqualTo(PARENT);
      assertThat(call.kind()).isEqualTo(SERVER);
      assertThat(call.failed()).isFalse();
      assertThat(call.events()).as("none for messages").isZero();
      assertThat(call.attributes()).containsEntry("margrid.cells", 200_000L)
          .containsEntry("margrid.model", "taas-deal")
          .containsEntry("rpc.system.name", "grpc").containsEntry("rpc.method", STREAM_GRID)
          .containsEntry("rpc.response.status_code", "OK").containsKey("margrid.request")
          .doesNotContainKeys("margrid.reason", "error.type");
      for (String stage : List.of("plan", "first chunk")) {
        assertThat(collector.await(stage).parentId()).as(stage).isEqualTo(call.spanId());
        assertThat(collector.await(stage).traceId()).as(stage).isEqualTo(TRACE);
      }
      assertThat(collector.spans()).hasSize(3);
    }
  }

  @Test
  void noNameThatACallerMadeIsInASpan() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt(); RunningServer server = tracedTo(collector)) {
      EvaluateRequest.Builder request = EvaluateRequest.newBuilder();
      request.getScenarioBuilder().getModelBuilder().setId("secret-model").addMetricsBuilder()
          .setName("secret_metric").setFormula("1");
      server.sweep().evaluate(request.build());
      Statuses.of(() -> server.sweep().evaluate(shipped("secret-id")));
      Eventually.until("two spans", () -> collector.spans().size() == 2);
      assertThat(collector.spans()).extracting(SpanCollector.Span::name).containsOnly(EVALUATE);
      assertThat(collector.spans()).extracting(span -> span.attributes().get("margrid.model"))
          .containsExactlyInAnyOrder("inline", null);
      assertThat(collector.spans().toString()).doesNotContain("secret");
    }
  }

  @Test
  void aCallerWhoDoesNotRecordItsTraceIsFollowed() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt(); RunningServer server = tracedTo(collector)) {
      inATrace(server, "00").evaluate(shipped("taas-deal")).block(PATIENCE);
      server.catalog().getServerInfo(GetServerInfoRequest.getDefaultInstance());
      assertThat(collector.await("margrid.v1.CatalogService/GetServerInfo").parentId()).isEmpty();
      assertThat(collector.spans()).hasSize(1);
    }
  }

  @Test
  void tracesBegunHereAreSentInTheShareAskedFor() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt();
        RunningServer server = new RunningServer(Map.of(Setting.TRACE_ENDPOINT, collector.address(),
            Setting.TRACE_SAMPLE_RATIO, "0"))) {
      server.sweep().evaluate(shipped("taas-deal"));
      inATrace(server, "01").serverInfo().block(PATIENCE);
      collector.await("margrid.v1.CatalogService/GetServerInfo");
      assertThat(collector.spans()).hasSize(1);
    }
  }

  @Test
  void aHeaderThatNamesNoTraceBeginsOne() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt(); RunningServer server = tracedTo(collector)) {
      inATrace(server, "01-what-is-this").serverInfo().block(PATIENCE);
      SpanCollector.Span call = collector.await("margrid.v1.CatalogService/GetServerInfo");
      assertThat(call.traceId()).hasSize(32).isNotEqualTo(TRACE);
    }
  }

  @Test
  void aStreamThatItsReaderLeavesIsCancelled() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt();
        RunningServer server = tracedTo(collector);
        MargridClient client = server.client()) {
      client.streamBlocks(HugeGrids.trillion()).take(2).blockLast(PATIENCE);
      SpanCollector.Span call = collector.await(STREAM_GRID);
      assertThat(call.attributes()).containsEntry("rpc.response.status_code", "CANCELLED");
      assertThat(call.failed()).isFalse();
    }
  }

  @Test
  void aStopSendsWhatWaitsWithTheReasonItGave() throws Exception {
    try (SpanCollector collector = SpanCollector.prompt(); RunningServer server = tracedTo(collector)) {
      Iterator<StreamGridResponse> stream = server.sweep().streamGrid(HugeGrids.trillion());
      assertThat(stream.next().hasHeader()).isTrue();
      Thread closing = Thread.ofPlatform().start(server.server::close);
      assertThat(Statuses.of(() -> stream.forEachRemaining(message -> {})).code())
          .isEqualTo(Code.UNAVAILABLE);
      closing.join(PATIENCE);
      assertThat(closing.isAlive()).isFalse();
      assertThat(collector.spans()).as("sent before the stop was over").anySatisfy(call -> {
        assertThat(call.name()).isEqualTo(STREAM_GRID);
        assertThat(call.failed()).isTrue();
        assertThat(call.attributes()).containsEntry("margrid.reason", "DRAINING")
            .containsEntry("rpc.response.status_code", "UNAVAILABLE")
            .containsEntry("error.type", "UNAVAILABLE");
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void anErrorItsLogLineAndItsSpanHaveOneRequestId(String format) throws Exception {
    try (SpanCollector collector = SpanCollector.prompt();
        ServerProcess server = new ServerProcess(directory.resolve("log"), List.of(),
            List.of("--trace-endpoint", collector.address(), "--log-level", "debug", "--log-format", format));
        MargridClient client = MargridClient.connect(server.target)) {
      MargridException refused = catchThrowableOfType(MargridException.class,
          () -> client.evaluate(shipped("no-such-model")).block(PATIENCE));
      String request = Objects.requireNonNull(refused.metadata().get("request"));
      SpanCollector.Span call = collector.await(EVALUATE);
      assertThat(call.attributes()).containsEntry("margrid.request", request)
          .containsEntry("margrid.reason", "UNKNOWN_MODEL")
          .containsEntry("rpc.response.status_code", "NOT_FOUND");
      assertThat(call.failed()).as("by the server").isFalse();
      assertThat(server.terminate()).isEqualTo(143);
      String ids = format.equals("text")
          ? "request=" + request + " trace=" + call.traceId() + " "
          : "\"trace\":\"" + call.traceId() + "\"";
      assertThat(server.logLines()).filteredOn(line -> line.contains("call ended")).singleElement().asString()
          .contains(ids).contains(request);
    }
  }

  @Test
  void whoDoesNotTraceLoadsNothingOfIt() throws Exception {
    Path classes = directory.resolve("classes");
    try (ServerProcess server = new ServerProcess(directory.resolve("log"),
        List.of("-Xlog:class+load:file=" + classes), List.of());
        MargridClient client = MargridClient.connect(server.target)) {
      client.evaluate(shipped("taas-deal")).block(PATIENCE);
      client.streamBlocks(cells(100_000)).blockLast(PATIENCE);
      assertThat(server.terminate()).isEqualTo(143);
      List<String> loaded = Files.readAllLines(classes);
      assertThat(loaded).anyMatch(line -> line.contains("io.margrid.server.Main "));
      assertThat(loaded.stream().filter(line -> line.contains(" io.opentelemetry.")
          || line.contains(" io.micrometer.tracing.") || line.contains(" io.micrometer.context.")
          || line.contains(" io.margrid.server.tracing.")))
          .isEmpty();
    }
  }

  /** An address where nobody listens. */
  private static String nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  private void assertNoHarm(String endpoint, long warnings) throws Exception {
    try (ServerProcess server = new ServerProcess(directory.resolve("log"), List.of(),
        List.of("--trace-endpoint", endpoint, "--log-level", "warn"));
        MargridClient client = MargridClient.connect(server.target)) {
      // More than wait for a collector that does not take them: the rest is dropped.
      Flux.range(0, 3_000).flatMap(i -> client.serverInfo(), 8).blockLast(PATIENCE);
      client.streamBlocks(cells(10_000)).blockLast(PATIENCE);
      if (warnings > 0) {
        Eventually.until("told", () -> told(server) > 0);
      }
      long began = System.nanoTime();
      assertThat(server.terminate()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
      assertThat(server.logLines()).allMatch(line -> line.contains("logger=LoggedExporter")
          || line.contains("logger=Tracing")).hasSizeLessThanOrEqualTo(2);
    }
  }

  private static long told(ServerProcess server) {
    try {
      return server.logLines().stream().filter(line -> line.contains("traces are not taken")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCollectorThatIsNotThereHarmsNoCallAndIsToldOnce() throws Exception {
    assertNoHarm(nobody(), 1);
  }

  /** A batch has more time than a stop has for the last ones. */
  @Test
  void aStopEndsBeforeACollectorThatDoesNotAnswerHasHadItsTime() throws Exception {
    try (SpanCollector collector = SpanCollector.silent();
        ServerProcess server = new ServerProcess(directory.resolve("log"), List.of(),
            List.of("--trace-endpoint", collector.address(), "--log-level", "warn"));
        MargridClient client = MargridClient.connect(server.target)) {
      client.serverInfo().block(PATIENCE);
      assertThat(server.terminate()).isEqualTo(143);
      assertThat(server.logLines()).anyMatch(line -> line.contains("the last traces were not sent"));
    }
  }

  @Test
  void aCollectorThatDoesNotAnswerHarmsNoCallAndHoldsNoStopUp() throws Exception {
    try (SpanCollector collector = SpanCollector.silent()) {
      assertNoHarm(collector.address(), 0);
    }
  }
}
