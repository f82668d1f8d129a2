package io.margrid.server.flow;

import io.grpc.stub.ServerCallStreamObserver;
import io.margrid.server.admission.StreamPlace;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Answers streaming calls from publishers, and knows which are still being answered. Thread-safe. */
public final class StreamReplies {
  private final Function<Throwable, ? extends Throwable> status;
  private final StreamTimes times;
  private final LongSupplier nanoClock;
  private final Set<StreamReply<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();
  private final LongAdder stalled = new LongAdder();
  private final ReaderWaits waits = new ReaderWaits();

  /**
   * Replies whose failures are mapped.
   *
   * @param status    maps a failure of a publisher to the status of its call
   * @param times     that {@link #endOverdue} holds streams to
   * @param nanoClock like {@link System#nanoTime}
   */
  public StreamReplies(Function<Throwable, ? extends Throwable> status, StreamTimes times,
      LongSupplier nanoClock) {
    this.status = status;
    this.times = times;
    this.nanoClock = nanoClock;
  }

  /**
   * Begins to answer a call. To be called by its handler, before the handler returns.
   *
   * @param messages what to send; subscribed once, cancelled if the call ends early
   * @param place    the stream's; left when the last message is written, forgotten when the call is over
   * @param turns    takes those of the stream
   */
  public <T> void start(Publisher<T> messages, ServerCallStreamObserver<T> call, StreamPlace place,
      Turns turns) {
    StreamReply<T> reply = new StreamReply<>(call, place, turns, status, nanoClock, waits, open::remove);
    open.add(reply);
    reply.answer(messages);
    Throwable reason = stopped.get();
    if (reason != null) {
      reply.stop(reason);
    }
  }

  /** Ends all calls, and all that are begun later, with a failure, each after the message being written. */
  public void stopAll(Throwable reason) {
    stopped.set(reason);
    open.forEach(reply -> reply.stop(reason));
  }

  /**
   * Ends the calls that have run too long, and those whose readers have left no room for a message for too long: their work
   * and their places are given up at once, their status waits behind what is unread. To be called now and then.
   */
  public void endOverdue() {
    long now = nanoClock.getAsLong();
    for (StreamReply<?> reply : open) {
      if (reply.nanosRunning(now) >= times.longest().toNanos()) {
        reply.stop(times.tooLong());
      } else if (reply.nanosWithoutRoom(now) >= times.stall().toNanos() && reply.stop(times.stalled())) {
        stalled.increment();
      }
    }
  }

  /** Streams being answered. */
  public int openCount() {
    return open.size();
  }

  /** Streams that were given up so far because their readers had stopped. */
  public long stalledCount() {
    return stalled.sum();
  }

  /** How streams waited for their readers so far. */
  public ReaderWaits waits() {
    return waits;
  }
}
