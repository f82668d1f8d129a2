package io.margrid.client;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.margrid.client.flow.CallFlux;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * A call that is asked again where a server went away before it began to answer: asking twice changes nothing at a
 * server.
 */
final class Question {
  /** With the standard policy within 0.8 to 1.5 s: long enough for another server, short where there is none at all. */
  private static final int MOST_ATTEMPTS = 4;

  private Question() {}

  /** Asked again as the policy of streams says, though less often, where a server could not be reached or went away. */
  static <Q, R> Mono<R> ask(Connection connection, CallSettings settings, MethodDescriptor<Q, R> method,
      Q request) {
    return Mono.defer(() -> {
      // One context and one deadline for all calls, whoever makes them.
      CallerContext caller = new CallerContext(connection.channel());
      CallOptions options = settings.unaryOptions();
      return call(caller, settings, options, method, request)
          .retryWhen(again(attempts(connection, caller, options, settings), () -> true));
    });
  }

  /**
   * A question whose answer comes in several messages, asked again in the same way until the first of them has come: what
   * was delivered cannot be taken back, nor can a call begin behind it.
   */
  static <Q, R> Flux<R> askForMany(Connection connection, CallSettings settings,
      MethodDescriptor<Q, R> method,
      Q request) {
    return Flux.defer(() -> {
      CallerContext caller = new CallerContext(connection.channel());
      CallOptions options = settings.streamOptions();
      AtomicBoolean begun = new AtomicBoolean();
      return new CallFlux<>(caller, method, () -> options, request, settings.credit())
          .doOnNext(first -> begun.set(true))
          .onErrorMap(StatusMapping::toMargrid)
          .retryWhen(again(attempts(connection, caller, options, settings), () -> !begun.get()));
    });
  }

  private static Attempts attempts(Connection connection, CallerContext caller, CallOptions options,
      CallSettings settings) {
    ResumePolicy policy = settings.resume();
    return new Attempts(connection, caller, options,
        policy.withAttempts(Math.min(MOST_ATTEMPTS, policy.attempts())));
  }

  /** @param worthIt asked at each failure */
  private static Retry again(Attempts attempts, BooleanSupplier worthIt) {
    return Retry.from(signals -> signals.concatMap(
        signal -> worthIt.getAsBoolean() && Interruption.isLoss(signal.failure())
            ? attempts.next(signal.failure(), (int) signal.totalRetries() + 1)
            : Mono.error(signal.failure()),
        1));
  }

  /** Asked once. */
  static <Q, R> Mono<R> askOnce(Connection connection, CallSettings settings, MethodDescriptor<Q, R> method,
      Q request) {
    return Mono.defer(() -> call(new CallerContext(connection.channel()), settings, settings.unaryOptions(),
        method, request));
  }

  private static <Q, R> Mono<R> call(CallerContext caller, CallSettings settings, CallOptions options,
      MethodDescriptor<Q, R> method, Q request) {
    return new CallFlux<>(caller, method, () -> options, request, settings.credit())
        .single()
        .onErrorMap(StatusMapping::toMargrid)
        .onErrorMap(e -> e instanceof NoSuchElementException || e instanceof IndexOutOfBoundsException,
            e -> new StreamCorruptedException(
                method.getFullMethodName() + ": none or several answers (expected: one)", e));
  }
}
