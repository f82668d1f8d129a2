package io.margrid.server.call;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the calls that are running, so that a stop can wait for them. */
public final class OpenCalls implements ServerInterceptor {
  private int open;

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
      ServerCallHandler<Q, R> next) {
    add(1);
    ServerCall.Listener<Q> listener = next.startCall(call, headers);
    return new SimpleForwardingServerCallListener<>(listener) {
      @Override
      public void onCancel() {
        add(-1);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        add(-1);
        super.onComplete();
      }
    };
  }

  private synchronized void add(int calls) {
    open += calls;
    notifyAll();
  }

  /** Calls begun and neither complete nor cancelled. */
  public synchronized int count() {
    return open;
  }

  /**
   * Waits until no call is open.
   *
   * @return whether that was so within the time
   */
  public synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (open > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
