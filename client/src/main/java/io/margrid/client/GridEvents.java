package io.margrid.client;

import io.margrid.client.wire.CheckedMessage;
import io.margrid.client.wire.RangeSummaries;
import io.margrid.client.wire.StreamCheck;
import io.margrid.client.wire.StreamMessage;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridRange;
import io.margrid.v1.GridSummary;
import io.margrid.v1.StreamGridRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.SynchronousSink;

/**
 * Turns the messages of the calls that make up one stream into its events, each checked first: one start, blocks
 * without a gap, one end over all calls. One object per stream; its calls follow each other; not thread-safe.
 */
final class GridEvents {
  private final StreamGridRequest request;
  private StreamCheck check;
  private @Nullable GridStart start;
  private long nextCell = -1;
  /** Of the calls before this one, over the cells that they delivered. */
  private @Nullable GridSummary before;

  GridEvents(StreamGridRequest request) {
    this.request = request;
    this.check = new StreamCheck(request);
  }

  /** Begins a call; returns what to ask for: what has not been passed on yet, of the grid that the start told of. */
  StreamGridRequest nextRequest() {
    GridStart known = start;
    if (known == null) {
      check = new StreamCheck(request);
      return request;
    }
    check.delivered().ifPresent(summary -> before = merged(summary));
    GridHeader header = known.header();
    long end = header.getFirstCell() + header.getRangeCellCount();
    GridRange rest = GridRange.newBuilder().setFirstCell(nextCell).setCellCount(end - nextCell)
        .setDigest(header.getDigest()).build();
    StreamGridRequest next = request.toBuilder().setRange(rest).build();
    check = new StreamCheck(next);
    return next;
  }

  /** Passes the event on that the message stands for; the header of a later call stands for none. */
  void next(StreamMessage message, SynchronousSink<GridEvent> sink) {
    CheckedMessage checked = check.accept(message);
    if (checked instanceof CheckedMessage.Chunk chunk) {
      nextCell = chunk.firstCell() + chunk.cellCount();
      sink.next(block(chunk));
    } else if (checked instanceof CheckedMessage.Header header) {
      header(header.header(), sink);
    } else {
      sink.next(new GridEnd(merged(((CheckedMessage.Summary) checked).summary())));
    }
  }

  /** The call has ended well. */
  void end() {
    check.end();
  }

  /** The start, if it was passed on. */
  @Nullable
  GridStart start() {
    return start;
  }

  /** The cell that comes next; -1 before the start. */
  long nextCell() {
    return nextCell;
  }

  /** Whether the end was passed on. */
  boolean isComplete() {
    return check.isComplete();
  }

  private void header(GridHeader header, SynchronousSink<GridEvent> sink) {
    if (start == null) {
      GridStart started = new GridStart(header);
      start = started;
      nextCell = header.getFirstCell();
      sink.next(started);
    }
  }

  private GridBlock block(CheckedMessage.Chunk chunk) {
    GridStart started = start;
    if (started == null) {
      throw new IllegalStateException("chunk: before the header (expected: refused by the check)");
    }
    return new GridBlock(started, chunk.firstCell(), chunk.cellCount(), chunk.columns(), chunk.nonFinite());
  }

  private GridSummary merged(GridSummary latest) {
    GridSummary earlier = before;
    return earlier == null ? latest : RangeSummaries.merge(earlier, latest);
  }
}
