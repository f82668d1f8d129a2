package io.margrid.bench.unary;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.margrid.bench.process.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Calls {@code Evaluate} so that always the same number of calls is under way on one connection. */
final class Load {
  private static final int UNDER_WAY = 64;
  private static final MethodDescriptor<byte[], Integer> METHOD = Encoded.evaluate();

  private final String name;
  private final ManagedChannel channel;
  private final ChildJvm server;
  private final LongFunction<byte[]> questions;
  private final LongAdder asked = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final List<Round> rounds = new ArrayList<>();
  private volatile boolean running;

  /**
   * One round.
   *
   * @param perSecond       calls answered
   * @param processorMicros of the server's processor time for each call, kernel included
   */
  record Round(double perSecond, double processorMicros) {}

  /**
   * Calls of one kind.
   *
   * @param server    the process whose processor time counts
   * @param questions the question to ask as the n-th
   */
  Load(String name, ChildJvm server, int port, LongFunction<byte[]> questions) {
    this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().directExecutor()
        .build();
    this.name = name;
    this.server = server;
    this.questions = questions;
  }

  String name() {
    return name;
  }

  /** Those that count. */
  List<Round> rounds() {
    return rounds;
  }

  void measure(double seconds) throws InterruptedException {
    rounds.add(run(seconds));
  }

  Round run(double seconds) throws InterruptedException {
    running = true;
    long before = answered.sum();
    double processorBefore = server.processorSeconds();
    long started = System.nanoTime();
    for (int i = 0; i < UNDER_WAY; i++) {
      ask();
    }
    Thread.sleep((long) (seconds * 1_000));
    double taken = (System.nanoTime() - started) / 1e9;
    double processor = server.processorSeconds() - processorBefore;
    long calls = answered.sum() - before;
    Round round = new Round(calls / taken, processor * 1e6 / calls);
    running = false;
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException(name + ": a call failed", failed);
    }
    while (answered.sum() < asked.sum()) {
      Thread.sleep(1);
    }
    return round;
  }

  private void ask() {
    byte[] question = questions.apply(asked.sum());
    asked.increment();
    ClientCalls.asyncUnaryCall(channel.newCall(METHOD, CallOptions.DEFAULT), question,
        new StreamObserver<>() {
          @Override
          public void onNext(Integer length) {
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
