package io.margrid.server.call;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.margrid.server.admission.Admission;
import io.margrid.server.admission.Budget;
import io.margrid.server.error.ErrorStatus;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Turns unary calls away, before their requests are read, while too many wait for a thread: a queue that is longer than
 * its callers' patience does work that nobody waits for any more.
 */
public final class WaitingCalls implements ServerInterceptor {
  private final Admission admission;
  private final IntSupplier waiting;
  private final int most;

  /**
   * @param admission counts refusals
   * @param waiting   how many wait now
   */
  public WaitingCalls(Admission admission, IntSupplier waiting, int most) {
    this.admission = admission;
    this.waiting = waiting;
    this.most = most;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    int now = waiting.getAsInt();
    if (now <= most || !call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    StatusRuntimeException status = ErrorStatus.of(admission.refuse(Budget.WAITING_CALLS, now, most));
    call.close(status.getStatus(), Objects.requireNonNull(status.getTrailers()));
    return new ServerCall.Listener<>() {
    };
  }
}
