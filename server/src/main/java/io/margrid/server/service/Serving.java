package io.margrid.server.service;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.margrid.core.stop.Stop;
import io.margrid.server.admission.Admission;
import io.margrid.server.admission.Budget;
import io.margrid.server.admission.Caller;
import io.margrid.server.admission.StreamPlace;
import io.margrid.server.admission.StreamSize;
import io.margrid.server.admission.WorkPlace;
import io.margrid.server.call.LogScope;
import io.margrid.server.error.ErrorStatus;
import io.margrid.server.error.RefusedException;
import io.margrid.server.flow.StreamReplies;
import io.margrid.server.flow.Turns;
import io.margrid.server.flow.TurnsByCaller;
import io.margrid.server.flow.UnaryReply;
import io.margrid.server.wire.MessageBytes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * How calls of all services are admitted and which threads work for them. Small questions are answered at once, by the
 * thread of the call; long ones take a place and wait for a thread of their own lane; streams take a place and turns. So
 * none of the three holds up another for longer than its threads share the processors. Thread-safe.
 */
public final class Serving {
  /** Longer requests may take long to plan. */
  static final int SMALL_REQUEST_BYTES = 1 << 16;
  /** Nodes × cells that are computed in about a millisecond. */
  static final long SMALL_WORK = 200_000;
  /** To read, check and compile a byte of a request, in nodes × cells. */
  private static final long WORK_PER_BYTE = 1_000;

  private final Admission admission;
  private final TurnsByCaller turns;
  private final Executor questions;
  private final StreamReplies replies;
  private final AnswerLimit limit;
  private final Duration maxWait;
  private final Duration maxCallTime;
  private final AtomicReference<@Nullable RefusedException> stopped = new AtomicReference<>();

  /**
   * Answers calls.
   *
   * @param turns            those of streams
   * @param questions        takes questions that are not small, in order
   * @param maxResponseBytes larger answers are refused, streams apart: most clients would not take them
   * @param maxWait          for a thread, after which a question is refused: its caller will not wait much longer, and
   *                         those behind it would be late too
   * @param maxCallTime      after which a question is given up; streams are held to it by their replies
   */
  public Serving(Admission admission, TurnsByCaller turns, Executor questions, StreamReplies replies,
      int maxResponseBytes, Duration maxWait, Duration maxCallTime) {
    this.admission = admission;
    this.turns = turns;
    this.questions = questions;
    this.replies = replies;
    this.limit = new AnswerLimit(maxResponseBytes);
    this.maxWait = maxWait;
    this.maxCallTime = maxCallTime;
  }

  /** Ends streams and long questions, also those that are begun later, with that reason. */
  public void stopAll(RefusedException reason) {
    stopped.set(reason);
    replies.stopAll(reason);
  }

  /** Answers a question that is small if its request is. */
  <R extends Message> void answer(Message request, StreamObserver<R> call, Callable<R> answer) {
    answer(request, call, answer, _ -> 0, (message, _) -> message);
  }

  /**
   * Answers a question that has one answer.
   *
   * @param plan   checks the request
   * @param work   of a plan, in nodes × cells
   * @param answer computes; is to ask whether to stop, if it is not small
   */
  <P, R extends Message> void answer(Message request, StreamObserver<R> call, Callable<P> plan,
      ToLongFunction<P> work, BiFunction<P, Stop, R> answer) {
    respond(request.getSerializedSize(), call, plan, work,
        (planned, stop) -> limit.check(answer.apply(planned, stop)));
  }

  /**
   * The same with an answer that is encoded already.
   *
   * @param requestBytes that have to be read; 0 if they are known
   */
  <P> void answerBytes(int requestBytes, StreamObserver<MessageBytes> call, Callable<P> plan,
      ToLongFunction<P> work, BiFunction<P, Stop, MessageBytes> answer) {
    respond(requestBytes, call, plan, work, (planned, stop) -> limit.check(answer.apply(planned, stop)));
  }

  private <P, R> void respond(int requestBytes, StreamObserver<R> call, Callable<P> plan,
      ToLongFunction<P> work, BiFunction<P, Stop, R> answer) {
    Stop stop = stop();
    if (requestBytes > SMALL_REQUEST_BYTES) {
      later(call, WORK_PER_BYTE * requestBytes, stop, place -> {
        P planned = plan.call();
        place.add(work.applyAsLong(planned));
        return answer.apply(planned, stop);
      });
      return;
    }
    P planned;
    try {
      planned = plan.call();
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      call.onError(ErrorStatus.of(thrown));
      return;
    }
    long needed = work.applyAsLong(planned);
    if (needed <= SMALL_WORK) {
      UnaryReply.send(call, () -> answer.apply(planned, stop), ErrorStatus::of);
    } else {
      later(call, needed, stop, _ -> answer.apply(planned, stop));
    }
  }

  /** What a place is taken for. */
  private interface Task<R> {
    R run(WorkPlace place) throws Exception;
  }

  private <R> void later(StreamObserver<R> call, long work, Stop stop, Task<R> task) {
    WorkPlace place;
    try {
      place = admission.admitWork(Caller.current(), work);
    } catch (RefusedException refused) {
      call.onError(ErrorStatus.of(refused));
      return;
    }
    long queued = System.nanoTime();
    WaitingTask waiting = new WaitingTask(Context.current().wrap(() -> {
      try {
        UnaryReply.send(call, () -> {
          stop.check();
          checkWait(queued);
          return task.run(place);
        }, ErrorStatus::of);
      } finally {
        place.leave();
      }
    }));
    // One that is cancelled while it waits makes room at once.
    ((ServerCallStreamObserver<R>) call).setOnCancelHandler(() -> {
      waiting.giveUp();
      place.leave();
    });
    LogScope.carriedBy(questions).execute(waiting);
  }

  private void checkWait(long queued) {
    Duration waited = Duration.ofNanos(System.nanoTime() - queued);
    if (waited.compareTo(maxWait) > 0) {
      throw admission.refuse(Budget.WAIT, waited.toMillis(), maxWait.toMillis());
    }
  }

  /** A stream's messages, and what it takes to make them. */
  record Answers<T>(Publisher<T> messages, StreamSize size) {}

  /**
   * Begins to answer a question with a stream.
   *
   * @param plan checks the request
   */
  <T> void stream(StreamObserver<T> call, Callable<Answers<T>> plan) {
    Answers<T> answers;
    StreamPlace place;
    try {
      admission.checkStreams(Caller.current());
      answers = plan.call();
      place = admission.admitStream(Caller.current(), answers.size());
    } catch (Throwable thrown) { // an error here must end the call, whatever it is; the mapping logs it
      call.onError(ErrorStatus.of(thrown));
      return;
    }
    Turns own = turns.of(Caller.current());
    replies.start(answers.messages(), (ServerCallStreamObserver<T>) call, place,
        own.through(LogScope.carriedBy(own.threads())));
  }

  /**
   * Whether the current call is over: its context says it at once, its observer only when the handler has returned. A
   * reason of the server's own is thrown instead.
   */
  Stop stop() {
    Context context = Context.current();
    long started = System.nanoTime();
    return new Stop(() -> {
      RefusedException reason = stopped.get();
      if (reason != null) {
        throw reason;
      }
      if (System.nanoTime() - started > maxCallTime.toNanos()) {
        throw RefusedException.callTooLong(maxCallTime);
      }
      return context.isCancelled();
    });
  }
}
