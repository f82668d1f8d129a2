package io.margrid.client;

import io.grpc.CallOptions;
import io.margrid.client.flow.CallFlux;
import io.margrid.v1.StreamGridRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One subscription to a grid: a call, and after each interruption another for the cells that are missing. A later call
 * is made only once the subscriber asks for more. The deadline is that of the stream, not of a call. One object per
 * subscription; not thread-safe.
 */
final class ResumingStream {
  private final Attempts attempts;
  private final int credit;
  private final GridEvents events;
  /** Failures since the last cell. */
  private int failures;
  private long reached = -1;

  /**
   * A stream that has not begun.
   *
   * @param channel of the connection
   * @param options of every call, with the deadline of the whole
   */
  ResumingStream(Connection connection, CallerContext channel, CallOptions options, CallSettings settings,
      StreamGridRequest request) {
    this.attempts = new Attempts(connection, channel, options, settings.resume());
    this.credit = settings.credit();
    this.events = new GridEvents(request);
  }

  Flux<GridEvent> events() {
    return Flux.defer(this::nextCall)
        .retryWhen(Retry.from(signals -> signals.concatMap(signal -> pause(signal.failure()), 1)));
  }

  private Flux<GridEvent> nextCall() {
    GridStart start = events.start();
    StreamGridRequest rest = events.nextRequest();
    Flux<GridEvent> call = new CallFlux<>(attempts.caller(), StreamGridMethod.forOneCall(),
        attempts::options, rest, credit).<GridEvent>handle(events::next)
        .concatWith(Mono.fromRunnable(events::end))
        .onErrorMap(StatusMapping::toMargrid)
        .onErrorResume(failure -> events.isComplete() && Interruption.isTransient(failure),
            failure -> Flux.empty());
    // The start again, then dropped: it comes when something is asked for, and only then the call is made.
    return start == null ? call : call.startWith(start).filter(event -> event != start);
  }

  /** Waits until the next call may be made, or fails as the last one did. */
  private Mono<Boolean> pause(Throwable failure) {
    failures = events.nextCell() > reached ? 1 : failures + 1;
    reached = events.nextCell();
    return Interruption.isTransient(failure) ? attempts.next(failure, failures) : Mono.error(failure);
  }
}
