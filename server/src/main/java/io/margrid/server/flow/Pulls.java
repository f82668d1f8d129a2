package io.margrid.server.flow;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;

/** Publishers that make an element only when one is asked for. */
public final class Pulls {
  private Pulls() {}

  /**
   * A publisher of what an iterator yields: one request, one call of {@code next}. Each subscriber gets an iterator of
   * its own, used by one thread at a time and closed once: after its last element, its failure, or a cancellation (if
   * that comes during a pull, after the pull).
   *
   * @param open opens an iterator; whatever it or the iterator throws goes to the subscriber
   */
  public static <T, I extends Iterator<T> & Closeable> Flux<T> of(Supplier<I> open) {
    return Flux.generate(open::get, (iterator, sink) -> {
      if (iterator.hasNext()) {
        sink.next(iterator.next());
      }
      if (!iterator.hasNext()) {
        sink.complete();
      }
      return iterator;
    }, Pulls::close);
  }

  private static void close(Closeable iterator) {
    try {
      iterator.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
