package io.margrid.server;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.margrid.server.flow.TurnsByCaller;
import io.margrid.server.metrics.LaneUse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a server, in three pools of the same size, so that small calls wait neither for a chunk to be computed
 * nor for a long question: the processors are shared between pools by the operating system. Each pool takes its tasks
 * in order, but for the turns of streams, which are shared between callers. Their queues are bounded by the calls that
 * are open. They are never shut down, since callbacks come after the last call has ended: their threads end when they
 * have nothing to do.
 */
final class Lanes implements ServerCallExecutorSupplier {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final ThreadPoolExecutor calls;
  private final ThreadPoolExecutor turns;
  private final ThreadPoolExecutor questions;

  /** @param threads of each pool */
  Lanes(int threads) {
    calls = pool("call", threads);
    turns = pool("compute", threads);
    questions = pool("question", threads);
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, IDLE.toSeconds(), TimeUnit.SECONDS,
        queue,
        Thread.ofPlatform().name("margrid-" + name + "-", 0).daemon().factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Serves small calls from beginning to end, and the beginnings of others. */
  Executor calls() {
    return calls;
  }

  /** Take the turns of streams, and serve their calls. */
  TurnsByCaller turns() {
    return new TurnsByCaller(turns, () -> !turns.getQueue().isEmpty());
  }

  /** Takes long questions with one answer, each to its end. */
  Executor questions() {
    return questions;
  }

  /** Tasks of small calls that wait for a thread. */
  int waitingCalls() {
    return calls.getQueue().size();
  }

  /** All three, to be looked at. */
  List<LaneUse> use() {
    return List.of(use("calls", calls), use("streams", turns), use("questions", questions));
  }

  private static LaneUse use(String name, ThreadPoolExecutor pool) {
    return new LaneUse(name, pool.getQueue()::size, pool::getActiveCount);
  }

  @Override
  public <Q, R> @Nullable Executor getExecutor(ServerCall<Q, R> call, Metadata headers) {
    return call.getMethodDescriptor().getType().serverSendsOneMessage() ? calls : turns;
  }
}
