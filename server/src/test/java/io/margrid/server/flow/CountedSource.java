package io.margrid.server.flow;

import java.io.Closeable;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/** Yields 0, 1, 2, … and counts what is done with it. */
final class CountedSource implements Iterator<Integer>, Closeable {
  final AtomicInteger pulls = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  private final long length;

  CountedSource(long length) {
    this.length = length;
  }

  @Override
  public boolean hasNext() {
    return pulls.get() < length;
  }

  @Override
  public Integer next() {
    return pulls.getAndIncrement();
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
