package io.margrid.client.flow;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One call on behalf of one subscriber.
 *
 * <p>Three counts decide how much is asked of gRPC: messages requested by the subscriber, messages asked of gRPC,
 * messages handled by the subscriber. They only grow, and always
 * {@code asked <= min(requested, handled + credit)}.
 */
final class CallSubscription<Q, R> extends ClientCall.Listener<R> implements Subscription {
  private final ClientCall<Q, R> call;
  private final int credit;
  /** Empty once a last signal was sent or the subscriber cancelled. */
  private final AtomicReference<@Nullable CoreSubscriber<? super R>> subscriber;
  /** Saturates at Long.MAX_VALUE, which stands for "without end". */
  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong handled = new AtomicLong();
  /** Held by whoever drives the call; starts held, because a call takes nothing before it is started. */
  private final AtomicInteger turn = new AtomicInteger(1);
  private volatile boolean cancelled;
  private volatile @Nullable Throwable failure;
  /** Guarded by {@link #turn}. */
  private long asked;

  CallSubscription(ClientCall<Q, R> call, CoreSubscriber<? super R> subscriber, int credit) {
    this.call = call;
    this.subscriber = new AtomicReference<>(subscriber);
    this.credit = credit;
  }

  void start(Q request) {
    Throwable early = failure;
    if (early != null) {
      fail(early);
      return;
    }
    if (cancelled) {
      return;
    }
    call.start(this, new Metadata());
    try {
      call.sendMessage(request);
      call.halfClose();
    } catch (RuntimeException e) {
      failure = e;
    }
    drive();
  }

  @Override
  public void request(long count) {
    if (count > 0) {
      requested.accumulateAndGet(count, Operators::addCap);
    } else if (failure == null) {
      failure = new IllegalArgumentException(
          "request: " + count + " (expected: at least 1, reactive streams §3.9)");
    }
    takeTurn();
  }

  @Override
  public void cancel() {
    cancelled = true;
    subscriber.set(null);
    takeTurn();
  }

  @Override
  public void onMessage(R message) {
    CoreSubscriber<? super R> target = subscriber.get();
    if (target == null || failure != null) {
      return;
    }
    target.onNext(message);
    // Counted only now: the message being handled is memory too.
    handled.incrementAndGet();
    takeTurn();
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    Throwable own = failure;
    if (own != null) {
      fail(own);
    } else if (!status.isOk()) {
      fail(status.asRuntimeException(trailers));
    } else {
      CoreSubscriber<? super R> target = subscriber.getAndSet(null);
      if (target != null) {
        target.onComplete();
      }
    }
  }

  private void fail(Throwable reason) {
    CoreSubscriber<? super R> target = subscriber.getAndSet(null);
    if (target != null) {
      target.onError(reason);
    }
  }

  private void takeTurn() {
    if (turn.getAndIncrement() == 0) {
      drive();
    }
  }

  private void drive() {
    int missed = 1;
    do {
      step();
      missed = turn.addAndGet(-missed);
    } while (missed != 0);
  }

  private void step() {
    if (cancelled) {
      call.cancel("cancelled by the subscriber", null);
    } else if (failure != null) {
      // The last signal comes from onClose, in turn with the messages.
      call.cancel("failed on the client", failure);
    } else {
      long taken = handled.get();
      long allowed = Math.min(requested.get(), taken + credit);
      int more = (int) (allowed - asked);
      // Each time the transport's thread is woken: while enough is on its way it is left alone.
      if (more > 0 && asked - taken <= credit / 2) {
        asked = allowed;
        call.request(more);
      }
    }
  }
}
