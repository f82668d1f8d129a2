package io.margrid.server.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.margrid.core.engine.LaneValues;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.request.StreamPlan;
import io.margrid.core.request.SweepRequests;
import io.margrid.core.stop.Stop;
import io.margrid.server.call.CallTrace;
import io.margrid.server.call.ServiceMethods;
import io.margrid.server.error.RefusedException;
import io.margrid.server.flow.Pulls;
import io.margrid.server.security.TenantCall;
import io.margrid.server.service.AnswerCache.Evaluation;
import io.margrid.server.wire.EvaluationMessages;
import io.margrid.server.wire.GridHeaders;
import io.margrid.server.wire.GridMessage;
import io.margrid.server.wire.GridStream;
import io.margrid.server.wire.MessageBytes;
import io.margrid.server.wire.StreamCounters;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.PlanGridRequest;
import io.margrid.v1.PlanGridResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.SweepServiceGrpc;
import java.util.Optional;

/** Computes scenarios and grids. */
public final class SweepService extends SweepServiceGrpc.SweepServiceImplBase {
  private final SweepRequests requests;
  private final AnswerCache kept;
  private final Serving serving;
  private final StreamCounters counters;
  private final PlanCounters made;

  /**
   * The service.
   *
   * @param kept     keeps answers and plans of single scenarios
   * @param counters counts what streams do
   * @param made     counts plans
   */
  public SweepService(SweepRequests requests, AnswerCache kept, Serving serving, StreamCounters counters,
      PlanCounters made) {
    this.requests = requests;
    this.kept = kept;
    this.serving = serving;
    this.counters = counters;
    this.made = made;
  }

  @Override
  public void planGrid(PlanGridRequest request, StreamObserver<PlanGridResponse> call) {
    serving.answer(request, call, () -> describe(made.made(requests.plan(request), plan -> plan)));
  }

  /** The methods as they are served: {@code Evaluate} and {@code StreamGrid} do without generated messages. */
  public ServerServiceDefinition definition() {
    ServerMethodDefinition<?, ?> evaluate = SweepMethods.evaluate(this::evaluate);
    ServerMethodDefinition<?, ?> stream = SweepMethods.streamGrid(this::stream);
    return ServiceMethods.each(bindService(), method -> {
      MethodDescriptor<?, ?> generated = method.getMethodDescriptor();
      if (generated == SweepServiceGrpc.getEvaluateMethod()) {
        return evaluate;
      }
      return generated == SweepServiceGrpc.getStreamGridMethod() ? stream : method;
    });
  }

  private void evaluate(MessageBytes request, StreamObserver<MessageBytes> call) {
    Optional<Evaluation> known = kept.find(request);
    // What is known need not be read.
    serving.answerBytes(known.isPresent() ? 0 : request.size(), call, () -> {
      Evaluation evaluation = known
          .orElseGet(() -> new Evaluation.Planned(made.made(requests.plan(read(request)), plan -> plan)));
      TenantCall.takeCells(evaluation.cellCount());
      CallTrace.tellPlanned(() -> read(request).getScenario().getModelId(), evaluation.cellCount());
      return evaluation;
    }, SweepService::work, (evaluation, stop) -> answer(request, evaluation, stop));
  }

  private static EvaluateRequest read(MessageBytes request) {
    try {
      return EvaluateRequest.parseFrom(request.bytes());
    } catch (InvalidProtocolBufferException unreadable) {
      throw RefusedException.malformedRequest();
    }
  }

  private static long work(Evaluation evaluation) {
    return switch (evaluation) {
      case Evaluation.Answered _ -> 0;
      case Evaluation.Planned(GridPlan plan) -> Work.ofLane(plan);
    };
  }

  private MessageBytes answer(MessageBytes request, Evaluation evaluation, Stop stop) {
    return switch (evaluation) {
      case Evaluation.Answered answered -> answered.answer();
      case Evaluation.Planned(GridPlan plan) -> {
        MessageBytes answer = new MessageBytes(
            EvaluationMessages.of(plan, LaneValues.of(plan, stop)).toByteArray());
        kept.keep(request, plan, answer);
        yield answer;
      }
    };
  }

  private void stream(StreamGridRequest request, StreamObserver<GridMessage> call) {
    Stop stop = serving.stop();
    serving.stream(call, () -> {
      StreamPlan plan = made.made(requests.plan(request), StreamPlan::plan);
      TenantCall.takeCells(plan.cellCount());
      CallTrace.tellPlanned(() -> request.getGrid().getScenario().getModelId(), plan.cellCount());
      return new Serving.Answers<>(Pulls.of(() -> open(request, plan, stop)), GridStream.size(plan));
    });
  }

  private GridStream open(StreamGridRequest request, StreamPlan plan, Stop stop) {
    if (plan.firstCell() > 0 && !request.getRange().getDigest().isEmpty()) {
      counters.resumed();
    }
    return GridStream.open(plan, counters, stop);
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
