package io.margrid.server.service;

import com.google.protobuf.ByteString;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.ColumnSummary;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.server.call.LogScope;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.flow.Pulls;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.flow.UnaryReply;
import io.margrid.server.security.TenantCall;
import io.margrid.server.wire.GridHeaders;
import io.margrid.server.wire.GridMessage;
import io.margrid.server.wire.GridStream;
import io.margrid.server.wire.NonFinites;
import io.margrid.server.wire.StreamCounters;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.MetricValue;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.PlanGridResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.util.List;
import java.util.concurrent.Executor;

/** Computes scenarios and grids. */
public final class SweepService extends SweepServiceGrpc.SweepServiceImplBase {
  /** Chunks that may wait in the transport: enough to keep it busy while the next one is computed. */
  private static final int READY_CHUNKS = 3;

  private final SweepRequests requests;
  private final AnswerLimit limit;
  private final Executor turns;
  private final StreamCounters counters;
  private final StreamReplies replies;

  /**
   * The service.
   *
   * @param maxResponseBytes larger answers are refused, streams apart: most clients would not take them
   * @param turns            takes the turns of streams, in order
   * @param counters         counts what streams do
   * @param replies          answers streaming calls
   */
  public SweepService(SweepRequests requests, int maxResponseBytes, Executor turns, StreamCounters counters,
      StreamReplies replies) {
    this.requests = requests;
    this.limit = new AnswerLimit(maxResponseBytes);
    this.turns = turns;
    this.counters = counters;
    this.replies = replies;
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> call) {
    UnaryReply.send(call, () -> limit.check(evaluate(requests.plan(request))), ErrorStatus::of);
  }

  @Override
  public void planGrid(PlanGridRequest request, StreamObserver<PlanGridResponse> call) {
    UnaryReply.send(call, () -> limit.check(describe(requests.plan(request))), ErrorStatus::of);
  }

  /** The methods as they are served: {@code StreamGrid} writes its blocks itself, without generated messages. */
  public ServerServiceDefinition definition() {
    return StreamGridMethod.in(bindService(), this::stream);
  }

  private void stream(StreamGridRequest request, StreamObserver<GridMessage> call) {
    StreamPlan plan;
    try {
      plan = requests.plan(request);
      TenantCall.takeCells(plan.cellCount());
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      call.onError(ErrorStatus.of(thrown));
      return;
    }
    int chunkBytes = Math.multiplyExact(plan.maxChunkCells(), plan.plan().metrics().size() * Double.BYTES);
    replies.start(Pulls.of(() -> GridStream.open(plan, counters)),
        (ServerCallStreamObserver<GridMessage>) call, READY_CHUNKS * chunkBytes,
        LogScope.carriedBy(turns));
  }

  private static EvaluateResponse evaluate(GridPlan plan) {
    TenantCall.takeCells(plan.shape().cellCount());
    EvaluateResponse.Builder response = EvaluateResponse.newBuilder()
        .setDigest(ByteString.copyFrom(plan.digest().bytes()))
        .setModelId(plan.model().definition().id());
    if (!plan.model().periods().isEmpty()) {
      response.addAllPeriods(plan.axes().getLast().labels());
    }
    for (PlannedMetric metric : plan.metrics()) {
      response.addMetricsBuilder().setName(metric.name()).setUnit(metric.unit());
    }
    int values = (int) plan.shape().cellCount();
    BlockCursor cursor = BlockCursor.open(plan, 0, values, values);
    while (cursor.advance()) {
      add(cursor.block(), response);
    }
    List<ColumnSummary> summaries = cursor.summaries();
    for (int i = 0; i < summaries.size(); i++) {
      MetricValue.Builder metric = response.getMetricsBuilder(i);
      summaries.get(i).nonFinite().forEach(cells -> metric.addNonFinite(NonFinites.of(cells)));
    }
    return response.build();
  }

  private static void add(ColumnBlock block, EvaluateResponse.Builder response) {
    for (int i = 0; i < block.metricCount(); i++) {
      MetricValue.Builder metric = response.getMetricsBuilder(i);
      for (int cell = 0; cell < block.cellCount(); cell++) {
        metric.addValues(block.values(i)[cell]);
      }
    }
  }

  private static PlanGridResponse describe(GridPlan plan) {
    int nodes = plan.hoisting().nodeCount();
    int inner = plan.hoisting().innerNodeCount();
    return PlanGridResponse.newBuilder()
        .setDigest(ByteString.copyFrom(plan.digest().bytes()))
        .setRowCount(plan.shape().rowCount())
        .setCellsPerRow(plan.shape().cellsPerRow())
        .setCellCount(plan.shape().cellCount())
        .setValueBytes(valueBytes(plan.shape().cellCount(), plan.metrics().size()))
        .setNodeCount(nodes)
        .setInnerNodeCount(inner)
        .setHoistedNodeCount(nodes - inner)
        .addAllMetrics(GridHeaders.metrics(plan))
        .build();
  }

  /** Saturates at the greatest long. */
  private static long valueBytes(long cells, int metrics) {
    long most = Long.MAX_VALUE / ((long) metrics * Double.BYTES);
    return cells > most ? Long.MAX_VALUE : cells * metrics * Double.BYTES;
  }
}
