package io.margrid.bench.wire;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** A way to get doubles from the other process, without end. */
interface Flow {
  /**
   * Begins.
   *
   * @param received counts the bytes of values that arrived and were touched
   * @return ends it
   */
  Closeable start(LongAdder received) throws IOException;
}
