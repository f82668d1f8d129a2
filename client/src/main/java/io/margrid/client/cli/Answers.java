package io.margrid.client.cli;

import java.util.Objects;
import reactor.core.publisher.Mono;

/** The one place where a command waits for the server. */
final class Answers {
  private Answers() {}

  /** The one answer of a call; its failure is thrown. */
  static <T> T of(Mono<T> call) {
    return Objects.requireNonNull(call.block(), "the client answers every unary call with a message");
  }
}
