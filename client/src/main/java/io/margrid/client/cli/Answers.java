package io.margrid.client.cli;

import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one place where a command waits for the server. */
final class Answers {
  private Answers() {}

  /** The one answer of a call; its failure is thrown. */
  static <T> T of(Mono<T> call) {
    return Objects.requireNonNull(call.block(), "the client answers every unary call with a message");
  }

  /** All answers of a call, in order; its failure is thrown. */
  static <T> List<T> all(Flux<T> call) {
    return Objects.requireNonNull(call.collectList().block(), "a list, even if empty");
  }
}
