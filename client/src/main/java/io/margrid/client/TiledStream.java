package io.margrid.client;

import io.margrid.client.wire.RangeSummaries;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridRange;
import io.margrid.v1.GridSummary;
import io.margrid.v1.StreamGridRequest;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * One subscription to a grid that is cut into tiles: ranges of cells, each a stream of its own, several at once, handed
 * on in order. What has come of tiles whose turn has not come is kept, so that a tile is no larger than
 * {@link #TILE_BYTES} and memory no larger than the tiles that are under way.
 */
final class TiledStream {
  /** Values of a tile, all metrics together; a row of more is cut. */
  static final long TILE_BYTES = 8L << 20;

  private final StreamGridRequest request;
  private final GridStart start;
  private final long tileCells;
  private GridSummary summary;

  private TiledStream(StreamGridRequest request, GridHeader header, GridSummary ofNothing, int tiles) {
    this.request = request;
    this.start = new GridStart(header);
    this.tileCells = tileCells(header, tiles);
    this.summary = ofNothing;
  }

  /**
   * The events of the whole request.
   *
   * @param stream a range as a stream; asked for one without cells first, which tells what the grid is
   * @param tiles  streams at once
   */
  static Flux<GridEvent> of(StreamGridRequest request, Function<StreamGridRequest, Flux<GridEvent>> stream,
      int tiles) {
    StreamGridRequest.Builder ofNothing = request.toBuilder();
    ofNothing.getRangeBuilder().setCellCount(0);
    return stream.apply(ofNothing.build()).collectList().flatMapMany(events -> {
      GridHeader header = ((GridStart) events.get(0)).header();
      long rest = header.getCellCount() - header.getFirstCell();
      long asked = request.getRange().hasCellCount() ? request.getRange().getCellCount() : rest;
      if (asked < 0 || asked > rest) {
        return stream.apply(request); // The server says what is wrong with it.
      }
      GridSummary summary = ((GridEnd) events.get(1)).summary();
      return new TiledStream(request, header.toBuilder().setRangeCellCount(asked).build(), summary, tiles)
          .events(stream, tiles);
    });
  }

  private Flux<GridEvent> events(Function<StreamGridRequest, Flux<GridEvent>> stream, int tiles) {
    return requests().flatMapSequential(stream, tiles, Integer.MAX_VALUE)
        .<GridEvent>handle(this::pass)
        .startWith(start)
        .concatWith(Mono.fromSupplier(() -> new GridEnd(summary)));
  }

  private Flux<StreamGridRequest> requests() {
    long first = start.header().getFirstCell();
    long end = first + start.header().getRangeCellCount();
    return Flux.generate(() -> first, (next, sink) -> {
      if (next >= end) {
        sink.complete();
        return next;
      }
      // Tiles begin at multiples, so that a range that begins inside a row cuts only its first one.
      long count = Math.min(tileCells - next % tileCells, end - next);
      sink.next(tile(next, count));
      return next + count;
    });
  }

  private StreamGridRequest tile(long first, long count) {
    return request.toBuilder().setRange(GridRange.newBuilder().setFirstCell(first).setCellCount(count)
        .setDigest(start.header().getDigest())).build();
  }

  private void pass(GridEvent event, SynchronousSink<GridEvent> sink) {
    if (event instanceof GridBlock block) {
      sink.next(block.in(start));
    } else if (event instanceof GridEnd end) {
      summary = RangeSummaries.merge(summary, end.summary());
    }
  }

  /** Whole rows where a row fits into a tile; as many tiles as may be under way, even of a small grid. */
  private static long tileCells(GridHeader header, int tiles) {
    long most = Math.max(1, TILE_BYTES / Double.BYTES / header.getMetricsCount());
    long share = Math.max(1, (header.getRangeCellCount() + tiles - 1) / tiles);
    long cells = Math.min(most, share);
    long row = header.getCellsPerRow();
    return row > most ? cells : Math.max(row, cells - cells % row);
  }
}
