package io.margrid.server.service;

import io.grpc.stub.StreamObserver;
import io.margrid.core.analysis.Explanation;
import io.margrid.core.request.AnalysisRequests;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.flow.UnaryReply;
import io.margrid.server.wire.ExplanationMessages;
import io.margrid.v1.AnalysisServiceGrpc;
import io.margrid.v1.ExplainRequest;
import io.margrid.v1.ExplainResponse;

/** Answers questions about models. */
public final class AnalysisService extends AnalysisServiceGrpc.AnalysisServiceImplBase {
  private final AnalysisRequests requests;
  private final AnswerSize answers;

  /**
   * The service.
   *
   * @param maxResponseBytes larger answers are refused: most clients would not take them
   */
  public AnalysisService(AnalysisRequests requests, int maxResponseBytes) {
    this.requests = requests;
    this.answers = new AnswerSize(maxResponseBytes);
  }

  @Override
  public void explain(ExplainRequest request, StreamObserver<ExplainResponse> call) {
    UnaryReply.send(call,
        () -> answers.checked(ExplanationMessages.of(Explanation.of(requests.explain(request)))),
        ErrorStatus::of);
  }
}
