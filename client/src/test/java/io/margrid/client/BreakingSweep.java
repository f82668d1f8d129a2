package io.margrid.client;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Streams {@link GridMessages}, and breaks off where the test says. */
final class BreakingSweep extends SweepServiceGrpc.SweepServiceImplBase {
  /** How a call ends: after so many messages, header included, with that failure; or not at all early. */
  record Break(long messages, StatusRuntimeException failure) {
    static final Break NONE = new Break(Long.MAX_VALUE, Status.OK.asRuntimeException());
  }

  final List<StreamGridRequest> requests = new CopyOnWriteArrayList<>();
  private final GridMessages grid;
  private final IntFunction<Break> breaks;
  private final UnaryOperator<StreamGridResponse> tamper;

  /** @param breaks for each call, counted from zero */
  BreakingSweep(GridMessages grid, IntFunction<Break> breaks) {
    this(grid, breaks, UnaryOperator.identity());
  }

  /** A server that changes messages before it sends them. */
  BreakingSweep(GridMessages grid, IntFunction<Break> breaks, UnaryOperator<StreamGridResponse> tamper) {
    this.grid = grid;
    this.breaks = breaks;
    this.tamper = tamper;
  }

  @Override
  public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> call) {
    Break end;
    synchronized (requests) {
      end = breaks.apply(requests.size());
      requests.add(request);
    }
    long count = grid.messageCount(request);
    for (long i = 0; i < Math.min(count, end.messages()); i++) {
      call.onNext(tamper.apply(grid.message(request, i)));
    }
    if (end.failure().getStatus().isOk()) {
      call.onCompleted();
    } else {
      call.onError(end.failure());
    }
  }

  static StatusRuntimeException unavailable() {
    return Status.UNAVAILABLE.withDescription("gone").asRuntimeException();
  }

  /** As a Margrid server says it. */
  static StatusRuntimeException status(Status.Code code, String reason) {
    return StatusProto.toStatusRuntimeException(details(code, reason).build());
  }

  /** As an overloaded server says it. */
  static StatusRuntimeException overloaded(int retryMillis) {
    return StatusProto.toStatusRuntimeException(details(Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED")
        .addDetails(Any.pack(RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(retryMillis / 1_000)
                .setNanos(retryMillis % 1_000 * 1_000_000))
            .build()))
        .build());
  }

  private static com.google.rpc.Status.Builder details(Status.Code code, String reason) {
    return com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage("as asked").addDetails(
        Any.pack(ErrorInfo.newBuilder().setDomain("margrid.io").setReason(reason).build()));
  }
}
