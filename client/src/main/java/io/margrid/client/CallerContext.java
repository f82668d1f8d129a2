package io.margrid.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.MethodDescriptor;

/**
 * Makes every call in the {@link Context} of whoever subscribed, whichever thread makes it: a later call of a stream
 * has the deadline, the cancellation and the keys that the first one had.
 */
final class CallerContext extends Channel {
  private final Context context = Context.current();
  private final Channel channel;

  CallerContext(Channel channel) {
    this.channel = channel;
  }

  boolean isCancelled() {
    return context.isCancelled();
  }

  @Override
  public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
    Context previous = context.attach();
    try {
      return channel.newCall(method, options);
    } finally {
      context.detach(previous);
    }
  }

  @Override
  public String authority() {
    return channel.authority();
  }
}
