package io.margrid.server.service;

import com.google.protobuf.ByteString;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.margrid.core.block.ColumnBlock;
import io.margrid.core.block.ColumnSummary;
import io.margrid.core.engine.BlockCursor;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.PlannedMetric;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.core.stop.Stop;
import io.margrid.server.flow.Pulls;
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

/** Computes scenarios and grids. */
public final class SweepService extends SweepServiceGrpc.SweepServiceImplBase {
  private final SweepRequests requests;
  private final PlanCache plans;
  private final Serving serving;
  private final StreamCounters counters;

  /**
   * The service.
   *
   * @param plans    keeps plans of small calls
   * @param counters counts what streams do
   */
  public SweepService(SweepRequests requests, PlanCache plans, Serving serving, StreamCounters counters) {
    this.requests = requests;
    this.plans = plans;
    this.serving = serving;
    this.counters = counters;
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> call) {
    serving.answer(request, call, () -> counted(plans.evaluation(request, () -> requests.plan(request))),
        evaluation -> Work.of(evaluation.plan()), SweepService::evaluate);
  }

  @Override
  public void planGrid(PlanGridRequest request, StreamObserver<PlanGridResponse> call) {
    serving.answer(request, call, () -> describe(requests.plan(request)));
  }

  /** The methods as they are served: {@code StreamGrid} writes its blocks itself, without generated messages. */
  public ServerServiceDefinition definition() {
    return StreamGridMethod.in(bindService(), this::stream);
  }

  private void stream(StreamGridRequest request, StreamObserver<GridMessage> call) {
    Stop stop = serving.stop();
    serving.stream(call, () -> {
      StreamPlan plan = requests.plan(request);
      TenantCall.takeCells(plan.cellCount());
      return new Serving.Answers<>(Pulls.of(() -> GridStream.open(plan, counters, stop)),
          GridStream.size(plan));
    });
  }

  private static PlanCache.Evaluation counted(PlanCache.Evaluation evaluation) {
    TenantCall.takeCells(evaluation.plan().shape().cellCount());
    return evaluation;
  }

  private static EvaluateResponse evaluate(PlanCache.Evaluation evaluation, Stop stop) {
    GridPlan plan = evaluation.plan();
    EvaluateResponse.Builder response = EvaluateResponse.newBuilder()
        .setDigest(ByteString.copyFrom(evaluation.digest().bytes()))
        .setModelId(plan.model().definition().id());
    if (!plan.model().periods().isEmpty()) {
      response.addAllPeriods(plan.axes().getLast().labels());
    }
    for (PlannedMetric metric : plan.metrics()) {
      response.addMetricsBuilder().setName(metric.name()).setUnit(metric.unit());
    }
    int values = (int) plan.shape().cellCount();
    BlockCursor cursor = BlockCursor.open(plan, 0, values, values, stop);
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
