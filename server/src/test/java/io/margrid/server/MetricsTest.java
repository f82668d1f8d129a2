package io.margrid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.margrid.client.MargridClient;
import io.margrid.server.config.Setting;
import io.margrid.server.wire.MessageBytes;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.GridRange;
import io.margrid.v1.Scenario;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the admin port prints, held against what happened and against the operating guide. */
class MetricsTest {
  private static final Pattern ROW = Pattern
      .compile("\\| `((?:margrid|grpc|jvm|process|system)_\\w+)` \\| (\\w+) \\|.*");
  private static final String GRID = "grid { scenario { model_id: 'taas-deal' } metrics: 'lab_gross_margin'"
      + " metrics: 'provider_ebit_margin'"
      + " axes { zipped { members { parameter: 'revenue_share' linear { start: 0 stop: 1 count: 1000 } } } } }";

  private static RunningServer measured(Map<Setting, String> more) {
    Map<Setting, String> settings = new TreeMap<>(more);
    settings.put(Setting.ADMIN_PORT, "0");
    return new RunningServer(settings);
  }

  private static RunningServer measured() {
    return measured(Map.of());
  }

  private static EvaluateRequest evaluation(String model) {
    return EvaluateRequest.newBuilder().setScenario(Scenario.newBuilder().setModelId(model)).build();
  }

  private static List<StreamGridResponse> stream(RunningServer server, StreamGridRequest request) {
    List<StreamGridResponse> messages = new ArrayList<>();
    server.sweep().streamGrid(request).forEachRemaining(messages::add);
    return messages;
  }

  /** The names and types that the guide's table promises: the longest of late, of what is timed, stands beside. */
  private static Map<String, String> promised() throws IOException {
    Map<String, String> types = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("../docs/operations.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        types.put(row.group(1), row.group(2));
        if (row.group(2).equals("histogram") || row.group(1).equals("jvm_gc_pause_seconds")) {
          types.put(row.group(1) + "_max", "gauge");
        }
      }
    }
    return types;
  }

  @Test
  void theEndpointPrintsWhatTheGuideListsAndNothingElse() throws Exception {
    try (RunningServer server = measured()) {
      stream(server, RunningServer.streamRequest(GRID));
      server.sweep().evaluate(evaluation("taas-deal"));
      System.gc(); // Pauses are printed from the first on.
      Eventually.until("a pause is printed", () -> types(server).containsKey("jvm_gc_pause_seconds"));
      assertThat(types(server)).isEqualTo(promised());
    }
  }

  private static Map<String, String> types(RunningServer server) {
    return Scrape.of(server.server).types();
  }

  private static double value(RunningServer server, String name, String... labels) {
    return Scrape.of(server.server).value(name, labels);
  }

  @Test
  void cellsBytesPlansAndTimesAreThoseOfTheCalls() throws Exception {
    try (RunningServer server = measured()) {
      List<StreamGridResponse> messages = stream(server, RunningServer.streamRequest(GRID));
      long bytes = messages.stream().filter(StreamGridResponse::hasChunk)
          .mapToLong(StreamGridResponse::getSerializedSize).sum();
      server.sweep().evaluate(evaluation("taas-deal"));
      server.sweep().evaluate(evaluation("taas-deal"));
      Eventually.until("all calls are over", () -> value(server, "margrid_calls_open") == 0);
      Scrape scrape = Scrape.of(server.server);
      assertThat(scrape.value("margrid_stream_cells_total")).isEqualTo(1_000);
      assertThat(scrape.value("margrid_stream_bytes_total")).isEqualTo((double) bytes).isGreaterThan(16_000);
      assertThat(scrape.value("margrid_plans_made_total")).as("the second Evaluate found the first's")
          .isEqualTo(2);
      assertThat(scrape.value("margrid_plan_nodes_total")).isGreaterThan(10);
      assertThat(scrape.value("margrid_cache_lookups_total", "cache=\"evaluations\"", "result=\"hit\""))
          .isOne();
      assertThat(scrape.value("margrid_cache_entries", "cache=\"evaluations\"")).isOne();
      assertThat(scrape.value("margrid_stream_first_chunk_seconds_count")).isOne();
      assertThat(scrape.value("margrid_stream_compute_seconds_count")).as("a chunk, and the end of the grid")
          .isGreaterThanOrEqualTo(2);
      assertThat(scrape.value("margrid_stream_compute_seconds_sum")).isPositive();
      assertThat(scrape.value("grpc_server_requests_received_messages_total", "method=\"Evaluate\""))
          .isEqualTo(2);
      assertThat(scrape.value("grpc_server_responses_sent_messages_total", "method=\"StreamGrid\""))
          .isEqualTo(messages.size());
      assertThat(scrape.value("grpc_server_processing_duration_seconds_count", "method=\"Evaluate\"",
          "statusCode=\"OK\"")).isEqualTo(2);
      assertThat(scrape.value("margrid_connections")).isOne();
      assertThat(scrape.value("margrid_admission_streams_limit")).isEqualTo(512);
      assertThat(scrape.value("margrid_ready")).isOne();
      assertThat(scrape.value("process_resident_memory_bytes")).isGreaterThan(1 << 20);
    }
  }

  @Test
  void failuresAreCountedByTheirReason() throws Exception {
    try (RunningServer server = measured(Map.of(Setting.MAX_STREAMS, "1"))) {
      Statuses.of(() -> server.sweep().evaluate(evaluation("no-such-model")));
      assertThat(value(server, "margrid_calls_failed_total", "reason=\"UNKNOWN_MODEL\"")).isOne();
      Iterator<StreamGridResponse> open = server.sweep().streamGrid(HugeGrids.trillion());
      assertThat(open.next().hasHeader()).isTrue();
      assertThat(value(server, "margrid_streams_active")).isOne();
      assertThat(value(server, "margrid_callers")).isOne();
      Statuses.of(() -> server.sweep().streamGrid(HugeGrids.trillion()).next());
      assertThat(value(server, "margrid_calls_failed_total", "reason=\"OVERLOADED\"")).isOne();
      assertThat(value(server, "margrid_admission_refused_total")).isOne();
    }
  }

  @Test
  void cancelledAndExpiredCallsAreToldApart() throws Exception {
    try (RunningServer server = measured()) {
      try (MargridClient client = server.client()) {
        client.streamBlocks(HugeGrids.trillion()).take(3).blockLast();
      }
      Eventually.until("cancelled",
          () -> value(server, "margrid_calls_abandoned_total", "how=\"cancelled\"") == 1);
      assertThatThrownBy(() -> SweepServiceGrpc.newBlockingStub(server.channel)
          .withDeadlineAfter(500, TimeUnit.MILLISECONDS).streamGrid(HugeGrids.trillion())
          .forEachRemaining(message -> assertThat(message.hasSummary()).isFalse()))
          .isInstanceOf(StatusRuntimeException.class);
      Eventually.until("expired",
          () -> value(server, "margrid_calls_abandoned_total", "how=\"expired\"") == 1);
      assertThat(value(server, "margrid_calls_abandoned_total", "how=\"cancelled\"")).isOne();
      assertThat(value(server, "margrid_calls_failed_total")).as("nobody is left to hear of a failure")
          .isZero();
    }
  }

  @Test
  void resumedStreamsAreCountedAndFirstOnesAreNot() throws Exception {
    try (RunningServer server = measured()) {
      StreamGridRequest whole = RunningServer.streamRequest(GRID);
      var digest = stream(server, whole).getFirst().getHeader().getDigest();
      stream(server, whole.toBuilder().setRange(GridRange.newBuilder().setDigest(digest)).build());
      stream(server, whole.toBuilder().setRange(GridRange.newBuilder().setFirstCell(10)).build());
      assertThat(value(server, "margrid_streams_resumed_total")).isZero();
      stream(server,
          whole.toBuilder().setRange(GridRange.newBuilder().setFirstCell(10).setDigest(digest)).build());
      assertThat(value(server, "margrid_streams_resumed_total")).isOne();
    }
  }

  @Test
  void aReaderWhoStopsIsWaitedForAndThenGivenUp() throws Exception {
    try (RunningServer server = measured(Map.of(Setting.STALL_TIME, "1"))) {
      Iterator<StreamGridResponse> unread = server.sweep().streamGrid(HugeGrids.trillion());
      assertThat(unread.next().hasHeader()).isTrue();
      Eventually.until("given up", () -> value(server, "margrid_streams_stalled_total") == 1);
      Scrape scrape = Scrape.of(server.server);
      assertThat(scrape.value("margrid_stream_reader_wait_seconds_sum")).isGreaterThanOrEqualTo(1);
      assertThat(scrape.value("margrid_stream_reader_wait_seconds_count")).isPositive();
      assertThat(scrape.value("margrid_admission_lingering_bytes")).as("it has not read what was sent")
          .isPositive();
      assertThat(scrape.value("margrid_admission_streams")).isZero();
    }
  }

  @Test
  void whatCallersMakeUpAddsNoSeries() throws Exception {
    try (RunningServer server = measured()) {
      odd(server, "warm", "up");
      server.sweep().evaluate(evaluation("taas-deal"));
      List<String> before = seriesOfCalls(server);
      for (int i = 0; i < 100; i++) {
        odd(server, "odd-" + i, "Method" + i);
      }
      assertThat(seriesOfCalls(server)).containsExactlyInAnyOrderElementsOf(before)
          .noneMatch(series -> series.contains("odd") || series.contains("Method1"));
    }
  }

  /** Those of the JVM grow when its collector does something for the first time. */
  private static List<String> seriesOfCalls(RunningServer server) {
    return Scrape.of(server.server).series().stream().filter(series -> !series.startsWith("jvm_")).toList();
  }

  /** Model ids, names of metrics, headers, user agents, methods and services that nobody has. */
  private static void odd(RunningServer server, String name, String method) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), name);
    Statuses.of(() -> server.sweep().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .evaluate(evaluation(name)));
    Statuses.of(() -> server.sweep().evaluate(evaluation("taas-deal").toBuilder().addMetrics(name).build()));
    for (String path : List.of("margrid.v1.SweepService/" + method, method + "/Evaluate")) {
      StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class,
          () -> ClientCalls.blockingUnaryCall(server.channel, bytes(path),
              CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), new MessageBytes(new byte[0])));
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }

  private static MethodDescriptor<MessageBytes, MessageBytes> bytes(String path) {
    return MethodDescriptor.newBuilder(MessageBytes.marshaller(), MessageBytes.marshaller())
        .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName(path).build();
  }

  @Test
  void aServerWithoutAnAdminPortMeasuresNothing() {
    try (RunningServer server = new RunningServer()) {
      assertThat(server.server.adminPort()).isEmpty();
      assertThat(server.server.channelzPort()).isEmpty();
    }
  }
}
