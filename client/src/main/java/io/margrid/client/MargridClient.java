package io.margrid.client;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.CatalogServiceGrpc;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.CompileModelRequest;
import io.margrid.v1.CompileModelResponse;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.GetModelRequest;
import io.margrid.v1.GetModelResponse;
import io.margrid.v1.GetServerInfoRequest;
import io.margrid.v1.GetServerInfoResponse;
import io.margrid.v1.GridSpec;
import io.margrid.v1.ListModelsRequest;
import io.margrid.v1.ListModelsResponse;
import io.margrid.v1.Model;
import io.margrid.v1.ModelEntry;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.PlanGridResponse;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.SolveResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A Margrid server, seen from Java. Thread-safe; made to be kept and shared.
 *
 * <p>Everything returned is cold: nothing is sent before somebody subscribes, and every subscription is a call of its
 * own. Signals come on gRPC's threads; a subscriber that blocks holds up its own call only. Cancelling cancels the
 * call. Every failure is a {@link MargridException}.
 *
 * <p>A question is asked again, up to four times within about a second, where a server could not be reached or went away
 * before it began to answer; {@link #stream} says how grids go on.
 */
public final class MargridClient implements AutoCloseable {
  private final Connection connection;
  private final CallSettings settings;

  MargridClient(Connection connection, CallSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  /**
   * A client with default settings over a plaintext connection of its own, which is made at the first call.
   *
   * @param target as for {@link MargridClientBuilder#target}
   */
  public static MargridClient connect(String target) {
    return builder().target(target).build();
  }

  /** For everything that {@link #connect} leaves at its default. */
  public static MargridClientBuilder builder() {
    return new MargridClientBuilder();
  }

  /** The server's models, ordered by id. Pages are fetched as they are needed. */
  public Flux<ModelEntry> listModels() {
    return modelPage("").expand(page -> page.getNextPageToken().isEmpty() ? Mono.empty()
        : modelPage(page.getNextPageToken())).concatMapIterable(ListModelsResponse::getModelsList, 1);
  }

  /** One model in full, with its digest. {@link UnknownModelException} if there is none of that id. */
  public Mono<GetModelResponse> getModel(String id) {
    return unary(CatalogServiceGrpc.getGetModelMethod(), GetModelRequest.newBuilder().setId(id).build());
  }

  /** Checks a model of the caller's own. One with faults is an answer with diagnostics, not an error. */
  public Mono<CompileModelResponse> compileModel(Model model) {
    return unary(CatalogServiceGrpc.getCompileModelMethod(),
        CompileModelRequest.newBuilder().setModel(model).build());
  }

  /** Version and limits of the server. */
  public Mono<GetServerInfoResponse> serverInfo() {
    return unary(CatalogServiceGrpc.getGetServerInfoMethod(), GetServerInfoRequest.getDefaultInstance());
  }

  /**
   * What the server says of its health, by {@code grpc.health.v1}: a server that is about to stop is NOT_SERVING, and
   * one that does not know the service answers SERVICE_UNKNOWN. Asked once, whatever comes of it.
   *
   * @param service full name, such as {@code margrid.v1.SweepService}; empty: the server as a whole
   */
  public Mono<ServingStatus> health(String service) {
    return Question
        .askOnce(connection, settings, HealthGrpc.getCheckMethod(),
            HealthCheckRequest.newBuilder().setService(service).build())
        .map(HealthCheckResponse::getStatus)
        // What NOT_FOUND is mapped to: everywhere else it is a model.
        .onErrorReturn(UnknownModelException.class, ServingStatus.SERVICE_UNKNOWN);
  }

  /** The metrics of one scenario. */
  public Mono<EvaluateResponse> evaluate(EvaluateRequest request) {
    return unary(SweepServiceGrpc.getEvaluateMethod(), request);
  }

  /** What a grid would cost. Computes no cell. */
  public Mono<PlanGridResponse> plan(GridSpec grid) {
    return unary(SweepServiceGrpc.getPlanGridMethod(), PlanGridRequest.newBuilder().setGrid(grid).build());
  }

  /** Where a number comes from: the formula nodes below a metric with their values. */
  public Mono<ExplainResponse> explain(ExplainRequest request) {
    return unary(AnalysisServiceGrpc.getExplainMethod(), request);
  }

  /** What matters most: each parameter to its low and its high, sorted by effect. */
  public Mono<TornadoResponse> tornado(TornadoRequest request) {
    return unary(AnalysisServiceGrpc.getTornadoMethod(), request);
  }

  /** Scenarios side by side: values, differences, relative differences. */
  public Mono<CompareResponse> compare(CompareRequest request) {
    return unary(AnalysisServiceGrpc.getCompareMethod(), request);
  }

  /**
   * What a parameter must be for a metric to meet a target, in every cell of a grid: the header, then solutions in cell
   * order. The server solves only as far ahead as a few messages. Once the header has come an interruption ends it: what
   * is missing can be asked for as a smaller grid.
   */
  public Flux<SolveResponse> solve(SolveRequest request) {
    return Question.askForMany(connection, settings, AnalysisServiceGrpc.getSolveMethod(), request);
  }

  /** What moved a metric between two scenarios: its change, split over the parameters that differ. */
  public Mono<BridgeResponse> bridge(BridgeRequest request) {
    return unary(AnalysisServiceGrpc.getBridgeMethod(), request);
  }

  /** The contour on which a metric meets a target, over a grid of two axes. */
  public Mono<FrontierResponse> frontier(FrontierRequest request) {
    return unary(AnalysisServiceGrpc.getFrontierMethod(), request);
  }

  /**
   * A grid, or a part of it: header, blocks, summary. Checksums, order and counts are verified before anything is
   * handed on; {@link StreamCorruptedException} where they fail. The server computes only as far ahead as a few chunks.
   *
   * <p>A stream that is interrupted goes on at the next cell, in a call of its own, as {@link ResumePolicy} says; the
   * subscriber sees one stream. It is interrupted by a lost connection or a server that goes away (UNAVAILABLE, a reset,
   * a call cancelled by the other side), by an overloaded server that says when to come again (RESOURCE_EXHAUSTED), by
   * one that did not wait for a slow reader (ABORTED, READER_STALLED), and by one that lets no call run longer
   * (DEADLINE_EXCEEDED, CALL_TOO_LONG). Every other failure is signalled at once; so is
   * {@link ResumeMismatchException}, when the grid is no longer the one that the stream began with.
   */
  public Flux<GridEvent> stream(StreamGridRequest request) {
    StreamGridRequest sized = settings.sized(request);
    return Flux.defer(() -> {
      // One context and one deadline for all calls, whoever makes them.
      CallerContext caller = new CallerContext(connection.channel());
      CallOptions options = settings.streamOptions();
      Function<StreamGridRequest, Flux<GridEvent>> stream = part -> Flux.defer(
          () -> new ResumingStream(connection, caller, options, settings, part).events());
      return settings.tiles() == 1 ? stream.apply(sized) : TiledStream.of(sized, stream, settings.tiles());
    });
  }

  /** The blocks of {@link #stream}. */
  public Flux<GridBlock> streamBlocks(StreamGridRequest request) {
    return stream(request).ofType(GridBlock.class);
  }

  /**
   * The cells of {@link #stream} row by row, in order, whatever the chunks. Where the range begins or ends inside a
   * row, the part that it holds comes as a row that is not {@linkplain GridRow#isWhole() whole}. A row of more bytes
   * than {@link MargridClientBuilder#maxRowBytes} ends in {@link ResourceExhaustedException}: take blocks then.
   */
  public Flux<GridRow> streamRows(StreamGridRequest request) {
    return Flux.defer(() -> {
      RowCutter cutter = new RowCutter(settings.maxRowBytes());
      return streamBlocks(request).concatMapIterable(cutter::rows, 1);
    });
  }

  /**
   * Closes the client's own connection at once; calls under way end in {@link ServerUnavailableException}. A channel
   * that was given to the builder stays open.
   */
  @Override
  public void close() {
    connection.close();
  }

  private Mono<ListModelsResponse> modelPage(String token) {
    return unary(CatalogServiceGrpc.getListModelsMethod(),
        ListModelsRequest.newBuilder().setPageToken(token).build());
  }

  private <Q, R> Mono<R> unary(MethodDescriptor<Q, R> method, Q request) {
    return Question.ask(connection, settings, method, request);
  }
}
