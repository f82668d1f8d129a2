package io.margrid.client.cli;

import com.google.protobuf.Message;
import io.margrid.client.MargridException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one place where a command waits for the server. */
final class Answers {
  private Answers() {}

  /** Takes an answer of a stream. */
  interface Taker<T> {
    void take(T answer) throws IOException;
  }

  /**
   * The one answer of a call.
   *
   * @throws RefusedRequest if the server finds fault with the request
   * @throws MargridException if the call fails otherwise
   */
  static <T> T of(Mono<T> call, Message request) {
    try {
      return Objects.requireNonNull(call.block(), "the client answers every unary call with a message");
    } catch (MargridException e) {
      throw refusal(e, request);
    }
  }

  /**
   * Pulls the answers of a stream, in order, {@code ahead} of them in advance, and hands them on in the caller's thread:
   * a slow taker slows the server. Whatever fails, the call is cancelled. Throws as {@link #of}.
   */
  static <T> void each(Flux<T> call, int ahead, Message request, Taker<T> taker) throws IOException {
    try (Stream<T> answers = call.toStream(ahead)) {
      Iterator<T> iterator = answers.iterator();
      while (iterator.hasNext()) {
        taker.take(iterator.next());
      }
    } catch (MargridException e) {
      throw refusal(e, request);
    }
  }

  private static RuntimeException refusal(MargridException e, Message request) {
    return e.violations().isEmpty() ? e : new RefusedRequest(e, request);
  }
}
