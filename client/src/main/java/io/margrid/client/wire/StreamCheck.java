package io.margrid.client.wire;

import static io.margrid.client.wire.ContractViolationException.require;

import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream from its header to its end and lets through only what keeps the contract: one header first,
 * chunks whose cells follow each other without gap or overlap, columns of equal length with the right checksum, as
 * many cells as the header said, one summary that agrees with them, nothing after it. One object per call; not
 * thread-safe.
 */
public final class StreamCheck {
  private final StreamGridRequest request;
  private @Nullable Progress progress;
  private boolean summarised;

  /** @param request what the header must answer */
  public StreamCheck(StreamGridRequest request) {
    this.request = request;
  }

  /**
   * Takes the next message.
   *
   * @throws ContractViolationException if the stream breaks the contract; the rest of it is worthless then
   */
  public CheckedMessage accept(StreamMessage message) {
    if (message instanceof StreamMessage.Unreadable unreadable) {
      throw new ContractViolationException("message", unreadable.reason(), "a StreamGridResponse");
    }
    if (message instanceof StreamMessage.Chunk chunk) {
      require(!summarised, "message", "CHUNK", "nothing after the summary");
      return chunk(begun("chunk"), chunk.chunk());
    }
    return other(((StreamMessage.Other) message).message());
  }

  private CheckedMessage other(StreamGridResponse message) {
    require(!summarised, "message", message.getMessageCase(), "nothing after the summary");
    if (message.hasHeader()) {
      return header(message.getHeader());
    }
    require(message.hasSummary(), "message", "of no known kind", "header, chunk or summary");
    return summary(begun("summary"), message.getSummary());
  }

  /**
   * The call has ended with status OK.
   *
   * @throws ContractViolationException if there was no summary: part of the grid is missing
   */
  public void end() {
    Progress soFar = progress;
    require(summarised, "stream",
        soFar == null ? "ended without a header" : "ended before cell " + soFar.next,
        "a summary before the end");
  }

  /** Whether the whole range and its summary have passed. */
  public boolean isComplete() {
    return summarised;
  }

  /** The summary that the server would have sent of the cells that have passed; empty before the header. */
  public Optional<GridSummary> delivered() {
    return Optional.ofNullable(progress).map(soFar -> soFar.delivered.summary());
  }

  private Progress begun(String kind) {
    Progress soFar = progress;
    if (soFar == null) {
      throw new ContractViolationException("message", kind, "the header first");
    }
    return soFar;
  }

  private CheckedMessage header(GridHeader header) {
    require(progress == null, "message", "header", "one header only");
    HeaderCheck.check(header, request);
    progress = new Progress(header);
    return new CheckedMessage.Header(header);
  }

  private CheckedMessage chunk(Progress soFar, ReceivedChunk chunk) {
    long first = chunk.firstCell();
    int count = chunk.cellCount();
    require(first == soFar.next, "chunk.first_cell", first, soFar.next + ", the cell after the last");
    require(count > 0, "chunk.cell_count", count, "at least 1");
    require(count <= soFar.end - soFar.next, "chunk.cell_count", count,
        "at most " + (soFar.end - soFar.next) + ", the rest of the range");
    int metrics = soFar.header.getMetricsCount();
    require(chunk.columns().size() == metrics, "chunk.columns", chunk.columns().size(),
        metrics + ", one per metric");
    List<double[]> values = new ArrayList<>(metrics);
    for (int metric = 0; metric < metrics; metric++) {
      values.add(values(chunk, metric));
    }
    soFar.delivered.add(chunk);
    soFar.next = first + count;
    return new CheckedMessage.Chunk(first, count, List.copyOf(values), List.copyOf(chunk.nonFinite()));
  }

  private static double[] values(ReceivedChunk chunk, int metric) {
    ReceivedColumn column = chunk.columns().get(metric);
    String place = "chunk.columns[" + metric + "]";
    int count = column.values().length;
    require(count == chunk.cellCount(), place + ".values", count,
        chunk.cellCount() + ", the chunk's cell_count");
    if (column.found() != column.sent()) {
      throw new ContractViolationException(place + ".crc32c",
          hex(column.found()) + " over cells " + chunk.firstCell() + " to " + (chunk.firstCell() + count - 1),
          hex(column.sent()) + ", as sent");
    }
    return column.values();
  }

  private static String hex(int value) {
    return String.format("0x%08x", value);
  }

  private CheckedMessage summary(Progress soFar, GridSummary summary) {
    require(soFar.next == soFar.end, "summary", "after cell " + soFar.next, "not before cell " + soFar.end);
    long cells = soFar.header.getRangeCellCount();
    require(summary.getCellCount() == cells, "summary.cell_count", summary.getCellCount(),
        cells + ", as the header says");
    List<MetricSummary> metrics = summary.getMetricsList();
    require(metrics.size() == soFar.header.getMetricsCount(), "summary.metrics", metrics.size(),
        soFar.header.getMetricsCount() + ", one per metric");
    soFar.delivered.compare(metrics);
    summarised = true;
    return new CheckedMessage.Summary(summary);
  }

  /** Where in the stream we are. */
  private static final class Progress {
    final GridHeader header;
    final long end;
    final DeliveredTally delivered;
    long next;

    Progress(GridHeader header) {
      this.header = header;
      this.next = header.getFirstCell();
      // Does not overflow: the header was checked.
      this.end = next + header.getRangeCellCount();
      this.delivered = new DeliveredTally(header.getMetricsCount());
    }
  }
}
