package io.margrid.client.flow;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.GridChunk;
import io.margrid.v1.GridRange;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;

/**
 * Not a grid: answers with as many messages as the range has cells, numbered by {@code chunk.first_cell}, or fails at
 * once if that is less than zero.
 */
final class CountedAnswers extends SweepServiceGrpc.SweepServiceImplBase {

  /** Asks for so many messages. */
  static StreamGridRequest request(long messages) {
    return StreamGridRequest.newBuilder().setRange(GridRange.newBuilder().setCellCount(messages)).build();
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> observer) {
    long count = request.getRange().getCellCount();
    if (count < 0) {
      observer.onError(Status.FAILED_PRECONDITION.withDescription("as asked").asRuntimeException());
      return;
    }
    ServerCallStreamObserver<StreamGridResponse> call = (ServerCallStreamObserver<StreamGridResponse>) observer;
    long[] next = {0};
    boolean[] ended = {false};
    call.setOnCancelHandler(() -> {});
    call.setOnReadyHandler(() -> {
      while (next[0] < count && call.isReady() && !call.isCancelled()) {
        call.onNext(
            StreamGridResponse.newBuilder().setChunk(GridChunk.newBuilder().setFirstCell(next[0]++)).build());
      }
      if (next[0] == count && !ended[0]) {
        ended[0] = true;
        call.onCompleted();
      }
    });
  }
}
