package io.margrid.server.flow;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Writes a publisher's messages to a call, each only once the transport has room for it, so that no more than the
 * ready threshold and one message wait for a slow reader.
 *
 * <p>All work is done in <em>turns</em> on the executor, never two at once: a turn asks for at most one message, writes
 * it, and queues the next turn behind those of other calls. A long stream thus holds no thread, and a cancellation
 * waits for at most one pull.
 */
final class StreamReply<T> implements Subscriber<T> {
  private final ServerCallStreamObserver<T> call;
  private final Executor executor;
  private final Function<Throwable, ? extends Throwable> status;
  private final Consumer<StreamReply<?>> onClose;
  /** Signals not yet seen by a turn: while there are any, a turn is queued or running. */
  private final AtomicInteger signals = new AtomicInteger();
  private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
  private volatile boolean closed;
  /** Asked for and not written yet. For turns only. */
  private boolean asked;
  /** Written by the publisher, read by turns; a signal lies between. */
  private @Nullable T message;
  private @Nullable Throwable failure;
  private boolean ended;

  StreamReply(ServerCallStreamObserver<T> call, Executor executor,
      Function<Throwable, ? extends Throwable> status,
      Consumer<StreamReply<?>> onClose) {
    this.call = call;
    this.executor = executor;
    this.status = status;
    this.onClose = onClose;
  }

  /** Begins. To be called before the handler of the call returns. */
  void answer(Publisher<T> messages, int readyThreshold) {
    call.setOnReadyThreshold(readyThreshold);
    call.setOnCancelHandler(this::abandon);
    call.setOnReadyHandler(this::signal);
    messages.subscribe(this);
  }

  /** Ends the call with that failure after the message being written, if it has not ended by then. */
  void stop(Throwable reason) {
    stopped.compareAndSet(null, reason);
    signal();
  }

  @Override
  public void onSubscribe(Subscription given) {
    if (!subscription.compareAndSet(null, Objects.requireNonNull(given)) || closed) {
      given.cancel();
    } else {
      signal();
    }
  }

  @Override
  public void onNext(T next) {
    message = Objects.requireNonNull(next);
    signal();
  }

  @Override
  public void onError(Throwable thrown) {
    failure = Objects.requireNonNull(thrown);
    ended = true;
    signal();
  }

  @Override
  public void onComplete() {
    ended = true;
    signal();
  }

  private void signal() {
    if (signals.getAndIncrement() == 0) {
      executor.execute(this::turn);
    }
  }

  private void turn() {
    int seen = signals.get();
    boolean more = false;
    try {
      more = !closed && step();
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      fail(thrown);
    }
    if (more || signals.addAndGet(-seen) != 0) {
      executor.execute(this::turn);
    }
  }

  /** Writes at most one message; returns whether there is room for another. */
  private boolean step() {
    Throwable reason = stopped.get();
    if (reason != null) {
      fail(reason);
      return false;
    }
    ask();
    write();
    if (ended && !closed) {
      end();
    }
    return canAsk();
  }

  private boolean canAsk() {
    return !closed && !ended && !asked && subscription.get() != null && call.isReady();
  }

  private void ask() {
    Subscription source = subscription.get();
    if (source != null && canAsk()) {
      asked = true;
      source.request(1);
    }
  }

  private void write() {
    T next = message;
    if (next != null && !closed) {
      message = null;
      asked = false;
      call.onNext(next);
    }
  }

  private void end() {
    close();
    if (failure == null) {
      call.onCompleted();
    } else {
      call.onError(status.apply(failure));
    }
  }

  private void fail(Throwable thrown) {
    if (!closed) {
      abandon();
      call.onError(status.apply(thrown));
    }
  }

  /** Nothing is asked or written from now on, and the publisher is told so. */
  private void abandon() {
    close();
    Subscription source = subscription.get();
    if (source != null) {
      source.cancel();
    }
  }

  private void close() {
    closed = true;
    onClose.accept(this);
  }
}
