package io.margrid.client;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Streams {@link GridMessages} as fast as the transport is ready, and counts what became of the calls. */
public final class HandMadeSweep extends SweepServiceGrpc.SweepServiceImplBase {
  private final GridMessages grid;
  private final UnaryOperator<StreamGridResponse> tamper;
  public final AtomicInteger calls = new AtomicInteger();
  public final AtomicLong sent = new AtomicLong();
  public final CountDownLatch cancelled = new CountDownLatch(1);

  public HandMadeSweep(GridMessages grid) {
    this(grid, UnaryOperator.identity());
  }

  /** A server that changes messages before it sends them. */
  public HandMadeSweep(GridMessages grid, UnaryOperator<StreamGridResponse> tamper) {
    this.grid = grid;
    this.tamper = tamper;
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> observer) {
    calls.incrementAndGet();
    if (request.getRange().getFirstCell() > grid.cellCount()) {
      observer.onError(Status.OUT_OF_RANGE.withDescription("range.first_cell").asRuntimeException());
      return;
    }
    ServerCallStreamObserver<StreamGridResponse> call = (ServerCallStreamObserver<StreamGridResponse>) observer;
    call.setOnCancelHandler(cancelled::countDown);
    long[] next = {0};
    call.setOnReadyHandler(() -> {
      long count = grid.messageCount(request);
      while (next[0] < count && call.isReady() && !call.isCancelled()) {
        call.onNext(tamper.apply(grid.message(request, next[0]++)));
        sent.incrementAndGet();
        if (next[0] == count) {
          call.onCompleted();
        }
      }
    });
  }
}
