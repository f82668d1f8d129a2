package io.margrid.client.cli;

import io.margrid.client.GridBlock;
import io.margrid.client.GridEnd;
import io.margrid.client.GridEvent;
import io.margrid.client.GridStart;
import io.margrid.client.MargridClient;
import io.margrid.client.cli.output.GridSink;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSpec;
import io.margrid.v1.StreamGridRequest;
import java.io.IOException;
import java.util.List;

/** Pulls a grid from a server into sinks, in the caller's thread: a slow sink slows the server. */
final class GridReader {
  private static final int BLOCKS_AHEAD = 2;

  private GridReader() {}

  /** Reads the whole grid; whatever fails, the call is cancelled. */
  static void read(MargridClient client, GridSpec grid, List<GridSink> sinks, Progress progress)
      throws IOException {
    StreamGridRequest request = StreamGridRequest.newBuilder().setGrid(grid).build();
    try (progress) {
      Answers.each(client.stream(request), BLOCKS_AHEAD, request, event -> take(event, sinks, progress));
    }
    for (GridSink sink : sinks) {
      sink.end();
    }
  }

  private static void take(GridEvent event, List<GridSink> sinks, Progress progress) throws IOException {
    if (event instanceof GridStart start) {
      start(start.header(), sinks, progress);
    } else if (event instanceof GridBlock block) {
      pass(block, sinks);
      progress.advance(block.cellCount());
    } else if (event instanceof GridEnd end) {
      sinks.forEach(sink -> sink.summary(end.summary()));
    }
  }

  private static void start(GridHeader header, List<GridSink> sinks, Progress progress) throws IOException {
    progress.total(header.getRangeCellCount());
    for (GridSink sink : sinks) {
      sink.start(header);
    }
  }

  private static void pass(GridBlock block, List<GridSink> sinks) throws IOException {
    double[][] columns = new double[block.metricCount()][];
    for (int metric = 0; metric < columns.length; metric++) {
      columns[metric] = block.values(metric);
    }
    for (GridSink sink : sinks) {
      sink.cells(block.cellCount(), columns);
    }
  }
}
