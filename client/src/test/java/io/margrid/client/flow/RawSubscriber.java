package io.margrid.client.flow;

import io.margrid.v1.StreamGridResponse;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Passes the subscription on as it is; Reactor's own subscribers would catch a request of zero first. */
record RawSubscriber(Consumer<Subscription> subscribed,
    Consumer<Throwable> failed) implements CoreSubscriber<StreamGridResponse> {

  @Override
  public void onSubscribe(Subscription subscription) {
    subscribed.accept(subscription);
  }

  @Override
  public void onNext(StreamGridResponse message) {}

  @Override
  public void onError(Throwable error) {
    failed.accept(error);
  }

  @Override
  public void onComplete() {}
}
