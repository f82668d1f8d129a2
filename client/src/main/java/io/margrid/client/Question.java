package io.margrid.client;

import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.margrid.client.flow.CallFlux;
import java.util.NoSuchElementException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** A call with one answer. Asking twice changes nothing at a server, so one that went away is no reason to give up. */
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
      ResumePolicy policy = settings.resume();
      Attempts attempts = new Attempts(connection, caller, options,
          policy.withAttempts(Math.min(MOST_ATTEMPTS, policy.attempts())));
      return call(caller, settings, options, method, request)
          .retryWhen(Retry.from(signals -> signals.concatMap(signal -> Interruption.isLoss(signal.failure())
              ? attempts.next(signal.failure(), (int) signal.totalRetries() + 1)
              : Mono.error(signal.failure()), 1)));
    });
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
