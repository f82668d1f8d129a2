package io.margrid.client.cli.output;

import io.margrid.v1.GridHeader;
import io.margrid.v1.GridSummary;
import io.margrid.v1.MetricSummary;
import io.margrid.v1.NonFinite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says at the end of a grid why cells are not finite: a line for each metric and kind, none if all are. */
public final class ReasonLines implements GridSink {
  private final OutputStream out;
  private GridHeader header = GridHeader.getDefaultInstance();
  private GridSummary summary = GridSummary.getDefaultInstance();

  /** Prints to {@code out}. */
  public ReasonLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void start(GridHeader header) {
    this.header = header;
  }

  @Override
  public void cells(int count, double[][] columns) {
    // The summary tells all that is needed.
  }

  @Override
  public void summary(GridSummary summary) {
    this.summary = summary;
  }

  @Override
  public void end() throws IOException {
    StringBuilder lines = new StringBuilder();
    List<MetricSummary> metrics = summary.getMetricsList();
    for (int metric = 0; metric < metrics.size(); metric++) {
      for (NonFinite kind : metrics.get(metric).getNonFiniteList()) {
        lines.append(header.getMetrics(metric).getName()).append(": ").append(name(kind.getKind()))
            .append(" in ").append(kind.getCount()).append(" of ").append(summary.getCellCount())
            .append(summary.getCellCount() == 1 ? " cell: " : " cells: ").append(kind.getReason())
            .append('\n');
      }
    }
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String name(NonFinite.Kind kind) {
    return switch (kind) {
      case KIND_POSITIVE_INFINITY -> "Infinity";
      case KIND_NEGATIVE_INFINITY -> "-Infinity";
      case KIND_NAN, KIND_UNSPECIFIED, UNRECOGNIZED -> "NaN";
    };
  }
}
