package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.GridSpec;
import io.margrid.v1.Metric;
import io.margrid.v1.MetricValue;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.PlanGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

@Timeout(60)
class UnaryCallsTest {
  private final HandMadeCatalog catalog = new HandMadeCatalog();
  private final AtomicReference<String> userAgent = new AtomicReference<>("");
  private Loopback server;
  private MargridClient client;

  @BeforeEach
  void open() throws Exception {
    server = Loopback.serve(catalog, new Sums());
    client = MargridClient.connect(server.target());
  }

  @AfterEach
  void shut() {
    client.close();
    server.close();
  }

  @Test
  void listFollowsThePages() {
    StepVerifier.create(client.listModels().map(ModelEntry::getId).collectList())
        .expectNext(IntStream.range(0, HandMadeCatalog.MODELS).mapToObj(HandMadeCatalog::id).toList())
        .verifyComplete();
    assertThat(catalog.pages.get()).isEqualTo(3);
  }

  @Test
  void pagesThatNobodyReadsAreNotFetched() {
    StepVerifier.create(client.listModels().take(3)).expectNextCount(3).verifyComplete();
    assertThat(catalog.pages.get()).isLessThan(3);
  }

  @Test
  void everyQuestionIsAnswered() {
    assertThat(client.getModel("taas-deal").blockOptional().orElseThrow().getModel().getId())
        .isEqualTo("taas-deal");
    assertThat(client.serverInfo().blockOptional().orElseThrow().getVersion()).isEqualTo("by-hand");
    Model model = Model.newBuilder().addMetrics(Metric.newBuilder().setName("m")).build();
    assertThat(client.compileModel(model).blockOptional().orElseThrow().getValid()).isTrue();
    assertThat(client.compileModel(Model.getDefaultInstance()).blockOptional().orElseThrow().getValid())
        .isFalse();
    GridSpec grid = GridSpec.newBuilder().addMetrics("a").addMetrics("b").build();
    assertThat(client.plan(grid).blockOptional().orElseThrow().getRowCount()).isEqualTo(2);
    EvaluateRequest request = EvaluateRequest.newBuilder().addMetrics("a").build();
    assertThat(client.evaluate(request).blockOptional().orElseThrow().getMetrics(0).getName()).isEqualTo("a");
  }

  @Test
  void nothingIsSentBeforeSomebodySubscribes() {
    client.listModels();
    assertThat(catalog.pages.get()).isZero();
  }

  @Test
  void deadlineEndsAnAnswerThatDoesNotCome() {
    try (MargridClient hasty = MargridClient.builder().target(server.target())
        .unaryDeadline(Duration.ofMillis(500))
        .build()) {
      EvaluateRequest never = EvaluateRequest.newBuilder().addMetrics("never").build();
      assertThatThrownBy(() -> hasty.evaluate(never).block()).isInstanceOf(DeadlineExceededException.class);
    }
  }

  @Test
  void answerThatIsMissingOrRepeatedIsCorrupted() throws Exception {
    for (int answers : new int[]{0, 2}) {
      try (Loopback careless = Loopback.serve(answering(answers));
          MargridClient asking = MargridClient.connect(careless.target())) {
        assertThatThrownBy(() -> asking.evaluate(EvaluateRequest.getDefaultInstance()).block())
            .isInstanceOf(StreamCorruptedException.class)
            .hasMessage("margrid.v1.SweepService/Evaluate: none or several answers (expected: one)");
      }
    }
  }

  @Test
  void nobodyAtTheAddressIsUnavailable() {
    server.close();
    assertThatThrownBy(() -> client.serverInfo().block()).isInstanceOf(ServerUnavailableException.class);
  }

  @Test
  void closedClientIsUnavailable() {
    client.serverInfo().block();
    client.close();
    assertThatThrownBy(() -> client.serverInfo().block()).isInstanceOf(ServerUnavailableException.class);
  }

  @Test
  void channelOfTheCallerStaysOpen() {
    ManagedChannel channel = NettyChannelBuilder.forTarget(server.target()).usePlaintext().build();
    MargridClient guest = MargridClient.builder().channel(channel).build();
    guest.close();
    assertThat(guest.serverInfo().blockOptional().orElseThrow().getVersion()).isEqualTo("by-hand");
    channel.shutdownNow();
  }

  @Test
  void clientNamesItselfAndItsVersion() throws Exception {
    try (Loopback listening = Loopback.serve(ServerInterceptors.intercept(catalog, new UserAgent()));
        MargridClient named = MargridClient.connect(listening.target())) {
      named.serverInfo().block();
      assertThat(userAgent.get()).matches("margrid-java/\\d+\\.\\d+.* grpc-java-netty/.*");
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> MargridClient.builder().credit(0)).hasMessage("credit: 0 (expected: 1 to 64)");
    assertThatThrownBy(() -> MargridClient.builder().maxChunkBytes(4_095))
        .hasMessage("maxChunkBytes: 4095 (expected: 4096 to 983040)");
    assertThatThrownBy(() -> MargridClient.builder().maxRowBytes(7))
        .hasMessageStartingWith("maxRowBytes: 7 ");
    assertThatThrownBy(() -> MargridClient.builder().unaryDeadline(Duration.ZERO))
        .hasMessageStartingWith("unaryDeadline: PT0S ");
    assertThatThrownBy(() -> MargridClient.builder().streamDeadline(Duration.ofDays(1_000_000)))
        .hasMessageStartingWith("streamDeadline: PT24000000H ");
    assertThatThrownBy(() -> MargridClient.builder().build())
        .hasMessage("target, channel: neither (expected: one)");
    Channel channel = NettyChannelBuilder.forTarget(server.target()).usePlaintext().build();
    assertThatThrownBy(() -> MargridClient.builder().target("a:1").channel(channel).build())
        .hasMessage("target, channel: both (expected: one)");
    ((ManagedChannel) channel).shutdownNow();
  }

  /** Evaluate as a stream of answers: gRPC's own server would not let a unary method send none or two. */
  private static ServerServiceDefinition answering(int answers) {
    MethodDescriptor<EvaluateRequest, EvaluateResponse> method = SweepServiceGrpc.getEvaluateMethod()
        .toBuilder()
        .setType(MethodDescriptor.MethodType.SERVER_STREAMING).build();
    return ServerServiceDefinition.builder(SweepServiceGrpc.SERVICE_NAME)
        .addMethod(method, ServerCalls.asyncServerStreamingCall((request, observer) -> {
          for (int i = 0; i < answers; i++) {
            observer.onNext(EvaluateResponse.getDefaultInstance());
          }
          observer.onCompleted();
        })).build();
  }

  /** Answers with what it was asked, but for the metric {@code never}. */
  private static final class Sums extends SweepServiceGrpc.SweepServiceImplBase {
    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> observer) {
      EvaluateResponse response = EvaluateResponse.newBuilder()
          .addMetrics(MetricValue.newBuilder().setName(request.getMetrics(0)).addValues(1)).build();
      if (!request.getMetrics(0).equals("never")) {
        HandMadeCatalog.answer(observer, response);
      }
    }

    @Override
    public void planGrid(PlanGridRequest request, StreamObserver<PlanGridResponse> observer) {
      HandMadeCatalog.answer(observer,
          PlanGridResponse.newBuilder().setRowCount(request.getGrid().getMetricsCount()).build());
    }
  }

  private final class UserAgent implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
        ServerCallHandler<Q, R> next) {
      String found = headers.get(Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER));
      userAgent.set(found == null ? "none" : found);
      return next.startCall(call, headers);
    }
  }
}
