package io.margrid.client;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Streams {@link GridMessages} as fast as the transport is ready, and counts what became of the calls. */
public class HandMadeSweep extends SweepServiceGrpc.SweepServiceImplBase {
  public final AtomicInteger calls = new AtomicInteger();
  public final AtomicLong sent = new AtomicLong();
  public final CountDownLatch cancelled = new CountDownLatch(1);
  final List<StreamGridRequest> requests = new CopyOnWriteArrayList<>();
  private final GridMessages grid;
  private final UnaryOperator<StreamGridResponse> tamper;

  public HandMadeSweep(GridMessages grid) {
    this(grid, UnaryOperator.identity());
  }

  /** A server that changes messages before it sends them. */
  HandMadeSweep(GridMessages grid, UnaryOperator<StreamGridResponse> tamper) {
    this.grid = grid;
    this.tamper = tamper;
  }

  /** A server that leaves messages out overrides this. */
  boolean sends(StreamGridResponse message) {
    return true;
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> observer) {
    calls.incrementAndGet();
    requests.add(request);
    ServerCallStreamObserver<StreamGridResponse> call = (ServerCallStreamObserver<StreamGridResponse>) observer;
    call.setOnCancelHandler(cancelled::countDown);
    long[] next = {0};
    call.setOnReadyHandler(() -> {
      long count = grid.messageCount(request);
      while (next[0] < count && call.isReady() && !call.isCancelled()) {
        StreamGridResponse message = grid.message(request, next[0]++);
        if (sends(message)) {
          call.onNext(tamper.apply(message));
          sent.incrementAndGet();
        }
        if (next[0] == count) {
          call.onCompleted();
        }
      }
    });
  }
}
