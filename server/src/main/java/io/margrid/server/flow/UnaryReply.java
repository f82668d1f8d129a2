package io.margrid.server.flow;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Answers a call that has one answer. */
public final class UnaryReply {
  private UnaryReply() {}

  /**
   * Sends what is computed, or the status of what is thrown.
   *
   * @param status maps a failure to the status of the call
   */
  public static <T> void send(StreamObserver<T> call, Callable<T> answer,
      Function<Throwable, ? extends Throwable> status) {
    T message;
    try {
      message = answer.call();
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      call.onError(status.apply(thrown));
      return;
    }
    call.onNext(message);
    call.onCompleted();
  }
}
