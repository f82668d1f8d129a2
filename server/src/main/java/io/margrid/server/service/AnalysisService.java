package io.margrid.server.service;

import io.grpc.stub.StreamObserver;
import io.margrid.core.analysis.BridgePlan;
import io.margrid.core.analysis.Comparison;
import io.margrid.core.analysis.ComparisonPlan;
import io.margrid.core.analysis.Explanation;
import io.margrid.core.analysis.FrontierPlan;
import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.analysis.Tornado;
import io.margrid.core.analysis.TornadoPlan;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.core.stop.Stop;
import io.margrid.server.call.CallTrace;
import io.margrid.server.flow.Pulls;
import io.margrid.server.security.TenantCall;
import io.margrid.server.wire.BridgeMessages;
import io.margrid.server.wire.ComparisonMessages;
import io.margrid.server.wire.ExplanationMessages;
import io.margrid.server.wire.FrontierMessages;
import io.margrid.server.wire.SolveStream;
import io.margrid.server.wire.StreamCounters;
import io.margrid.server.wire.TornadoMessages;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.BridgeRequest;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.FrontierRequest;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.SolveRequest;
import io.margrid.v1.SolveResponse;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;

/** Answers questions about models. */
public final class AnalysisService extends AnalysisServiceGrpc.AnalysisServiceImplBase {
  private final AnalysisRequests requests;
  private final Serving serving;
  private final StreamCounters counters;
  private final PlanCounters made;

  /**
   * The service.
   *
   * @param counters counts what streams do
   * @param made     counts plans
   */
  public AnalysisService(AnalysisRequests requests, Serving serving, StreamCounters counters,
      PlanCounters made) {
    this.requests = requests;
    this.serving = serving;
    this.counters = counters;
    this.made = made;
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> call) {
    serving.answer(request, call, () -> made.made(requests.explain(request), plan -> plan), Work::of,
        (plan, stop) -> ExplanationMessages.of(Explanation.of(plan, stop)));
  }

  @Override
  public void tornado(TornadoRequest request, StreamObserver<TornadoResponse> call) {
    serving.answer(request, call, () -> made.made(requests.tornado(request), TornadoPlan::grid),
        plan -> Work.of(plan.grid()),
        (plan, stop) -> TornadoMessages.of(Tornado.of(plan, stop)));
  }

  @Override
  public void solve(SolveRequest request, StreamObserver<SolveResponse> call) {
    Stop stop = serving.stop();
    serving.stream(call, () -> {
      SolvePlan plan = made.made(requests.solve(request), SolvePlan::cells);
      long cells = plan.cells().shape().cellCount();
      TenantCall.takeCells(cells);
      CallTrace.tellPlanned(() -> request.getGrid().getScenario().getModelId(), cells);
      return new Serving.Answers<>(Pulls.of(() -> SolveStream.open(plan, counters, stop)),
          SolveStream.size(plan));
    });
  }

  @Override
  public void bridge(BridgeRequest request, StreamObserver<BridgeResponse> call) {
    serving.answer(request, call, () -> made.made(requests.bridge(request), BridgePlan::from), Work::of,
        BridgeMessages::of);
  }

  @Override
  public void compare(CompareRequest request, StreamObserver<CompareResponse> call) {
    serving.answer(request, call, () -> made.made(requests.compare(request), ComparisonPlan::grid),
        plan -> Work.of(plan.grid()),
        (plan, stop) -> ComparisonMessages.of(Comparison.of(plan, stop)));
  }

  @Override
  public void frontier(FrontierRequest request, StreamObserver<FrontierResponse> call) {
    serving.answer(request, call,
        () -> counted(request, made.made(requests.frontier(request), FrontierPlan::grid)),
        plan -> Work.of(plan.grid()),
        FrontierMessages::of);
  }

  private static FrontierPlan counted(FrontierRequest request, FrontierPlan plan) {
    long cells = plan.grid().shape().cellCount();
    TenantCall.takeCells(cells);
    CallTrace.tellPlanned(() -> request.getGrid().getScenario().getModelId(), cells);
    return plan;
  }
}
