package io.margrid.server.service;

import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.margrid.core.analysis.Comparison;
import io.margrid.core.analysis.Explanation;
import io.margrid.core.analysis.Stop;
import io.margrid.core.analysis.Tornado;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.flow.UnaryReply;
import io.margrid.server.wire.ComparisonMessages;
import io.margrid.server.wire.ExplanationMessages;
import io.margrid.server.wire.TornadoMessages;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.CompareRequest;
import io.margrid.v1.CompareResponse;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;
import io.margrid.v1.TornadoRequest;
import io.margrid.v1.TornadoResponse;

/** Answers questions about models. */
public final class AnalysisService extends AnalysisServiceGrpc.AnalysisServiceImplBase {
  private final AnalysisRequests requests;
  private final AnswerLimit limit;

  /**
   * The service.
   *
   * @param maxResponseBytes larger answers are refused: most clients would not take them
   */
  public AnalysisService(AnalysisRequests requests, int maxResponseBytes) {
    this.requests = requests;
    this.limit = new AnswerLimit(maxResponseBytes);
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> call) {
    UnaryReply.send(call,
        () -> limit.check(ExplanationMessages.of(Explanation.of(requests.explain(request)))),
        ErrorStatus::of);
  }

  @Override
  public void tornado(TornadoRequest request, StreamObserver<TornadoResponse> call) {
    Stop stop = stop();
    UnaryReply.send(call,
        () -> limit.check(TornadoMessages.of(Tornado.of(requests.tornado(request), stop))),
        ErrorStatus::of);
  }

  @Override
  public void compare(CompareRequest request, StreamObserver<CompareResponse> call) {
    Stop stop = stop();
    UnaryReply.send(call,
        () -> limit.check(ComparisonMessages.of(Comparison.of(requests.compare(request), stop))),
        ErrorStatus::of);
  }

  /** When the caller has gone, or the deadline has passed. */
  private static Stop stop() {
    return new Stop(Context.current()::isCancelled);
  }
}
