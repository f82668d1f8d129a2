package io.margrid.bench.unary;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Calls {@code Evaluate} so that always the same number of calls is under way on one connection. */
final class Load {
  private static final int UNDER_WAY = 64;

  private final String name;
  private final SweepServiceGrpc.SweepServiceStub server;
  private final LongFunction<EvaluateRequest> questions;
  private final LongAdder asked = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Double> rounds = new ArrayList<>();
  private volatile boolean running;

  /** @param questions the question to ask as the n-th */
  Load(String name, int port, LongFunction<EvaluateRequest> questions) {
    ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor()
        .build();
    this.name = name;
    this.server = SweepServiceGrpc.newStub(channel);
    this.questions = questions;
  }

  String name() {
    return name;
  }

  /** Calls answered per second, in each round that counts. */
  List<Double> rounds() {
    return rounds;
  }

  void measure(double seconds) throws InterruptedException {
    rounds.add(run(seconds));
  }

  double run(double seconds) throws InterruptedException {
    running = true;
    long before = answered.sum();
    long started = System.nanoTime();
    for (int i = 0; i < UNDER_WAY; i++) {
      ask();
    }
    Thread.sleep((long) (seconds * 1_000));
    double rate = (answered.sum() - before) * 1e9 / (System.nanoTime() - started);
    running = false;
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(name + ": a call failed", failed);
    }
    while (answered.sum() < asked.sum()) {
      Thread.sleep(1);
    }
    return rate;
  }

  private void ask() {
    EvaluateRequest question = questions.apply(asked.sum());
    asked.increment();
    server.evaluate(question, new StreamObserver<>() {
      @Override
      public void onNext(EvaluateResponse answer) {
        // its arrival is what counts
      }

      @Override
      public void onError(Throwable thrown) {
        failure.set(thrown);
        answered.increment();
      }

      @Override
      public void onCompleted() {
        answered.increment();
        if (running) {
          ask();
        }
      }
    });
  }
}
