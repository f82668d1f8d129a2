package io.margrid.client;

import com.google.protobuf.ByteString;
import io.margrid.v1.AxisMember;
import io.margrid.v1.Column;
import io.margrid.v1.GridAxis;
import io.margrid.v1.GridAxisMember;
import io.margrid.v1.GridChunk;
import io.margrid.v1.GridHeader;
import io.margrid.v1.GridMetric;
import io.margrid.v1.GridRange;
import io.margrid.v1.GridSpec;
import io.margrid.v1.GridSummary;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A grid made by hand, without a server: {@code rows} × {@code cellsPerRow} cells of two metrics, whose values at a
 * cell are {@link #value}. Answers a range of it in chunks of a given size, as a correct server would.
 */
public record GridMessages(long rows, long cellsPerRow, int cellsPerChunk) {
  public static final List<String> METRICS = List.of("ebit", "ebit_margin");

  /** What metric {@code metric} is at a cell. */
  public static double value(int metric, long cell) {
    return metric == 0 ? cell + 0.5 : -1.0 / (cell + 1);
  }

  /** Asks for the whole grid. */
  public static StreamGridRequest request() {
    return StreamGridRequest.newBuilder().setGrid(GridSpec.newBuilder().addAllMetrics(METRICS)).build();
  }

  /** Asks for a part of the grid. */
  public static StreamGridRequest request(long firstCell, long cellCount) {
    return request().toBuilder()
        .setRange(GridRange.newBuilder().setFirstCell(firstCell).setCellCount(cellCount)).build();
  }

  public long cellCount() {
    return Math.multiplyExact(rows, cellsPerRow);
  }

  /** The whole stream: header, chunks, summary. */
  public List<StreamGridResponse> answer(StreamGridRequest request) {
    List<StreamGridResponse> messages = new ArrayList<>();
    for (long i = 0; i < messageCount(request); i++) {
      messages.add(message(request, i));
    }
    return messages;
  }

  /** Messages of the answer, header and summary included. */
  public long messageCount(StreamGridRequest request) {
    return 2 + (count(request) + cellsPerChunk - 1) / cellsPerChunk;
  }

  /** One message of the answer, from zero. */
  public StreamGridResponse message(StreamGridRequest request, long index) {
    if (index == 0) {
      return StreamGridResponse.newBuilder().setHeader(header(request)).build();
    }
    if (index == messageCount(request) - 1) {
      return StreamGridResponse.newBuilder().setSummary(summary(request)).build();
    }
    long done = (index - 1) * cellsPerChunk;
    int cells = (int) Math.min(cellsPerChunk, count(request) - done);
    return StreamGridResponse.newBuilder().setChunk(chunk(request.getRange().getFirstCell() + done, cells))
        .build();
  }

  public GridHeader header(StreamGridRequest request) {
    return GridHeader.newBuilder().setLayout(GridHeader.Layout.LAYOUT_DENSE)
        .setDigest(ByteString.copyFrom(new byte[32])).setModelId("by-hand").addAxes(axis("fee", rows))
        .addAxes(axis("share", cellsPerRow)).addMetrics(metric(0)).addMetrics(metric(1))
        .setCellsPerRow(cellsPerRow)
        .setCellCount(cellCount()).setFirstCell(request.getRange().getFirstCell())
        .setRangeCellCount(count(request))
        .build();
  }

  public static GridChunk chunk(long firstCell, int cellCount) {
    GridChunk.Builder chunk = GridChunk.newBuilder().setFirstCell(firstCell).setCellCount(cellCount);
    for (int metric = 0; metric < METRICS.size(); metric++) {
      ByteBuffer bytes = ByteBuffer.allocate(cellCount * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      Column.Builder column = chunk.addColumnsBuilder();
      for (int i = 0; i < cellCount; i++) {
        double value = value(metric, firstCell + i);
        column.addValues(value);
        bytes.putDouble(value);
      }
      CRC32C crc = new CRC32C();
      crc.update(bytes.flip());
      column.setCrc32C((int) crc.getValue());
    }
    return chunk.build();
  }

  public GridSummary summary(StreamGridRequest request) {
    long first = request.getRange().getFirstCell();
    GridSummary.Builder summary = GridSummary.newBuilder().setCellCount(count(request));
    for (int metric = 0; metric < METRICS.size(); metric++) {
      MetricSummary.Builder one = summary.addMetricsBuilder();
      if (count(request) > 0) {
        // Both metrics rise from cell to cell.
        one.setMinimum(value(metric, first)).setMaximum(value(metric, first + count(request) - 1));
      }
    }
    return summary.build();
  }

  private long count(StreamGridRequest request) {
    GridRange range = request.getRange();
    return range.hasCellCount() ? range.getCellCount() : cellCount() - range.getFirstCell();
  }

  private static GridMetric metric(int metric) {
    return GridMetric.newBuilder().setName(METRICS.get(metric)).setUnit("1").build();
  }

  private static GridAxis axis(String name, long count) {
    double stop = count == 1 ? 0 : 1;
    return GridAxis.newBuilder().setName(name).setCount(count)
        .addMembers(
            GridAxisMember.newBuilder().setParameter(name).setUnit("1").setMode(AxisMember.Mode.MODE_VALUE)
                .setLinear(LinearPoints.newBuilder().setStart(0).setStop(stop).setCount(count)))
        .build();
  }
}
