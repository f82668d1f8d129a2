package io.margrid.client.flow;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The answers to one request, as a cold publisher: every subscription starts a call of its own.
 *
 * <p>Signals are serial and come on the channel's executor. Of gRPC it asks for at most {@code credit} messages at a
 * time and never for more than the subscriber has requested, so that a subscriber that stops requesting stops the
 * server, and unread data stays within the transport's flow-control window. A cancel cancels the call; nothing
 * follows it. A call that ends with another status than OK ends in {@link io.grpc.StatusRuntimeException} with the
 * trailers. A deadline ends the call at once; the server's own status and a lost connection come after the data that
 * arrived before them, so that a subscriber that requests nothing learns of them when it requests again.
 *
 * @param <Q> the request
 * @param <R> an answer
 */
public final class CallFlux<Q, R> extends Flux<R> {
  private final Channel channel;
  private final MethodDescriptor<Q, R> method;
  private final Supplier<CallOptions> options;
  private final Q request;
  private final int credit;

  /**
   * @param options asked at every subscription, so that a deadline counts from there
   * @param credit  messages asked of gRPC at once, at least 1; the one being handled counts
   */
  public CallFlux(Channel channel, MethodDescriptor<Q, R> method, Supplier<CallOptions> options, Q request,
      int credit) {
    if (credit < 1) {
      throw new IllegalArgumentException("credit: " + credit + " (expected: at least 1)");
    }
    this.channel = channel;
    this.method = method;
    this.options = options;
    this.request = request;
    this.credit = credit;
  }

  @Override
  public void subscribe(CoreSubscriber<? super R> subscriber) {
    CallSubscription<Q, R> subscription = new CallSubscription<>(channel.newCall(method, options.get()),
        subscriber,
        credit);
    subscriber.onSubscribe(subscription);
    subscription.start(request);
  }
}
