package io.margrid.client.flow;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.concurrent.atomic.AtomicLong;

/** Sees what is asked of gRPC, and how much of it was outstanding at once: asked for and not yet handled. */
final class RequestCounter implements ClientInterceptor {
  private final AtomicLong asked = new AtomicLong();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong mostOutstanding = new AtomicLong();

  long asked() {
    return asked.get();
  }

  long mostOutstanding() {
    return mostOutstanding.get();
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options,
      Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        super.start(new SimpleForwardingClientCallListener<>(listener) {
          @Override
          public void onMessage(R message) {
            // Before the message is passed on: a request in answer to it would be counted with it otherwise.
            handled.incrementAndGet();
            super.onMessage(message);
          }
        }, headers);
      }

      @Override
      public void request(int count) {
        long outstanding = asked.addAndGet(count) - handled.get();
        mostOutstanding.accumulateAndGet(outstanding, Math::max);
        super.request(count);
      }
    };
  }
}
