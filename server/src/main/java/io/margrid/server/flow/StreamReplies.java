package io.margrid.server.flow;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Answers streaming calls from publishers, and knows which are still being answered. Thread-safe. */
public final class StreamReplies {
  private final Function<Throwable, ? extends Throwable> status;
  private final Set<StreamReply<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Throwable> stopped = new AtomicReference<>();

  /**
   * Replies whose failures are mapped.
   *
   * @param status maps a failure of a publisher to the status of its call
   */
  public StreamReplies(Function<Throwable, ? extends Throwable> status) {
    this.status = status;
  }

  /**
   * Begins to answer a call. To be called by its handler, before the handler returns.
   *
   * @param messages       what to send; subscribed once, cancelled if the call ends early
   * @param readyThreshold bytes that may wait in the transport before no more is asked for
   * @param executor       takes the turns, in order
   */
  public <T> void start(Publisher<T> messages, ServerCallStreamObserver<T> call, int readyThreshold,
      Executor executor) {
    StreamReply<T> reply = new StreamReply<>(call, executor, status, open::remove);
    open.add(reply);
    reply.answer(messages, readyThreshold);
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
}
