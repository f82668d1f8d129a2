package io.margrid.server.service;

import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.core.analysis.Comparison;
import io.margrid.core.analysis.Explanation;
import io.margrid.core.analysis.FrontierPlan;
import io.margrid.core.analysis.SolvePlan;
import io.margrid.core.analysis.Stop;
import io.margrid.core.analysis.Tornado;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.server.call.LogScope;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.flow.Pulls;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.flow.UnaryReply;
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
import java.util.concurrent.Executor;

/** Answers questions about models. */
public final class AnalysisService extends AnalysisServiceGrpc.AnalysisServiceImplBase {
  /** What may wait in the transport: some messages of a few kilobytes. */
  private static final int READY_BYTES = 1 << 16;

  private final AnalysisRequests requests;
  private final AnswerLimit limit;
  private final Executor turns;
  private final StreamCounters counters;
  private final StreamReplies replies;

  /**
   * The service.
   *
   * @param maxResponseBytes larger unary answers are refused: most clients would not take them
   * @param turns            takes the turns of streams, in order
   * @param counters         counts what streams do
   * @param replies          answers streaming calls
   */
  public AnalysisService(AnalysisRequests requests, int maxResponseBytes, Executor turns,
      StreamCounters counters, StreamReplies replies) {
    this.requests = requests;
    this.limit = new AnswerLimit(maxResponseBytes);
    this.turns = turns;
    this.counters = counters;
    this.replies = replies;
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> call) {
    UnaryReply.send(call,
        () -> limit.check(ExplanationMessages.of(Explanation.of(requests.explain(request)))),
        ErrorStatus::of);
  }

  @Override
  public void tornado(TornadoRequest request, StreamObserver<TornadoResponse> call) {
    Stop stop = whenCallEnds();
    UnaryReply.send(call,
        () -> limit.check(TornadoMessages.of(Tornado.of(requests.tornado(request), stop))),
        ErrorStatus::of);
  }

  @Override
  public void solve(SolveRequest request, StreamObserver<SolveResponse> call) {
    SolvePlan plan;
    try {
      plan = requests.solve(request);
      TenantCall.takeCells(plan.cells().shape().cellCount());
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      call.onError(ErrorStatus.of(thrown));
      return;
    }
    Stop stop = whenCallEnds();
    replies.start(Pulls.of(() -> SolveStream.open(plan, counters, stop)),
        (ServerCallStreamObserver<SolveResponse>) call, READY_BYTES, LogScope.carriedBy(turns));
  }

  @Override
  public void bridge(BridgeRequest request, StreamObserver<BridgeResponse> call) {
    Stop stop = whenCallEnds();
    UnaryReply.send(call, () -> limit.check(BridgeMessages.of(requests.bridge(request), stop)),
        ErrorStatus::of);
  }

  @Override
  public void compare(CompareRequest request, StreamObserver<CompareResponse> call) {
    Stop stop = whenCallEnds();
    UnaryReply.send(call,
        () -> limit.check(ComparisonMessages.of(Comparison.of(requests.compare(request), stop))),
        ErrorStatus::of);
  }

  @Override
  public void frontier(FrontierRequest request, StreamObserver<FrontierResponse> call) {
    Stop stop = whenCallEnds();
    UnaryReply.send(call, () -> limit.check(FrontierMessages.of(counted(requests.frontier(request)), stop)),
        ErrorStatus::of);
  }

  private static FrontierPlan counted(FrontierPlan plan) {
    TenantCall.takeCells(plan.grid().shape().cellCount());
    return plan;
  }

  /** The call's context says it at once; its observer only when the handler has returned. */
  private static Stop whenCallEnds() {
    return new Stop(Context.current()::isCancelled);
  }
}
