package io.margrid.client;

import io.margrid.client.wire.CheckedMessage;
import io.margrid.client.wire.StreamCheck;
import io.margrid.client.wire.StreamMessage;
import io.margrid.v1.StreamGridRequest;
import org.jspecify.annotations.Nullable;

/** Turns the messages of one stream into events, each checked first. One object per call; not thread-safe. */
final class GridEvents {
  private final StreamCheck check;
  private @Nullable GridStart start;

  GridEvents(StreamGridRequest request) {
    this.check = new StreamCheck(request);
  }

  GridEvent next(StreamMessage message) {
    CheckedMessage checked = check.accept(message);
    if (checked instanceof CheckedMessage.Header header) {
      GridStart started = new GridStart(header.header());
      start = started;
      return started;
    }
    if (checked instanceof CheckedMessage.Chunk chunk) {
      return block(chunk);
    }
    return new GridEnd(((CheckedMessage.Summary) checked).summary());
  }

  void end() {
    check.end();
  }

  private GridBlock block(CheckedMessage.Chunk chunk) {
    GridStart started = start;
    if (started == null) {
      throw new IllegalStateException("chunk: before the header (expected: refused by the check)");
    }
    return new GridBlock(started, chunk.firstCell(), chunk.cellCount(), chunk.columns(), chunk.nonFinite());
  }
}
