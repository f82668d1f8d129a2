package io.margrid.server.flow;

import io.grpc.stub.ServerCallStreamObserver;
import io.margrid.server.admission.StreamPlace;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Writes a publisher's messages to a call, each only once the transport has room for it, so that no more than the
 * ready threshold and one message wait for a slow reader.
 *
 * <p>All work is done in <em>turns</em>, never two at once: a turn asks for at most one message and writes it. The next
 * turn is queued behind those of other calls, or taken at once, on a processor that has the stream's memory in its
 * caches, where none waits. A long stream thus keeps no thread from another, and a cancellation waits for at most one
 * pull.
 */
final class StreamReply<T> implements Subscriber<T> {
  /** In the place of a publisher that is not wanted any more: holding on to one would hold on to its memory. */
  private static final Subscription NONE = new Subscription() {
    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  };

  private final ServerCallStreamObserver<T> call;
  private final StreamPlace place;
  private final Turns turns;
  private final Function<Throwable, ? extends Throwable> status;
  private final LongSupplier nanoClock;
  private final ReaderWaits waits;
  private final Consumer<StreamReply<?>> onClose;
  private final long startedNanos;
  /** When the transport last had room, as far as turns know. */
  private volatile long roomNanos;
  /** Whether the last turn ended for want of room. */
  private final AtomicBoolean waiting = new AtomicBoolean();
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

  StreamReply(ServerCallStreamObserver<T> call, StreamPlace place, Turns turns,
      Function<Throwable, ? extends Throwable> status, LongSupplier nanoClock,
      ReaderWaits waits, Consumer<StreamReply<?>> onClose) {
    this.call = call;
    this.place = place;
    this.nanoClock = nanoClock;
    this.startedNanos = nanoClock.getAsLong();
    this.roomNanos = startedNanos;
    this.turns = turns;
    this.status = status;
    this.waits = waits;
    this.onClose = onClose;
  }

  /** Begins. To be called before the handler of the call returns. */
  void answer(Publisher<T> messages) {
    call.setOnReadyThreshold(place.readyBytes());
    call.setOnCancelHandler(() -> {
      abandon();
      place.forget();
    });
    call.setOnCloseHandler(place::forget);
    call.setOnReadyHandler(this::signal);
    messages.subscribe(this);
  }

  /**
   * Ends the call with that failure after the message being written, if it has not ended by then.
   *
   * @return whether it was not stopped before
   */
  boolean stop(Throwable reason) {
    boolean first = stopped.compareAndSet(null, reason);
    signal();
    return first;
  }

  /** Since the call began. */
  long nanosRunning(long now) {
    return now - startedNanos;
  }

  /** Since the transport last had room for a message: how long the reader has not taken one; 0 while it has room. */
  long nanosWithoutRoom(long now) {
    return call.isReady() ? 0 : now - roomNanos;
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
      turns.queue(this::run);
    }
  }

  /** Turns, until there is nothing to do or another stream waits for the thread. */
  private void run() {
    boolean more = turn();
    while (more && !turns.wanted()) {
      more = turn();
    }
    if (more) {
      turns.queue(this::run);
    }
  }

  /** Returns whether another turn is to be taken. */
  private boolean turn() {
    int seen = signals.get();
    boolean more = false;
    try {
      more = !closed && step();
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      fail(thrown);
    }
    return more || signals.addAndGet(-seen) != 0;
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
    if (canAsk()) {
      return true;
    }
    if (wants() && !waiting.get()) {
      waiting.set(true);
    }
    return false;
  }

  private boolean canAsk() {
    return wants() && call.isReady();
  }

  private boolean wants() {
    return !closed && !ended && !asked && subscription.get() != null;
  }

  /** The clock is only asked when there was a wait: most messages find room. */
  private void endWait() {
    if (waiting.get() && waiting.compareAndSet(true, false)) {
      waits.add(nanoClock.getAsLong() - roomNanos);
    }
  }

  private void ask() {
    Subscription source = subscription.get();
    if (source != null && canAsk()) {
      endWait();
      asked = true;
      source.request(1);
    }
  }

  /** A call may be cancelled before its handler has heard of it. */
  private void write() {
    T next = message;
    if (next != null && !closed && !call.isCancelled()) {
      message = null;
      asked = false;
      roomNanos = nanoClock.getAsLong();
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
      message = null;
      call.onError(status.apply(thrown));
    }
  }

  /** Nothing is asked or written from now on, and the publisher is told so. */
  private void abandon() {
    close();
    Subscription source = subscription.getAndSet(NONE);
    if (source != null) {
      source.cancel();
    }
  }

  private void close() {
    closed = true;
    endWait();
    place.leave();
    onClose.accept(this);
  }
}
