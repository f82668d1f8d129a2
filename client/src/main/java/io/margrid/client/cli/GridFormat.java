package io.margrid.client.cli;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.GridSink;
import io.margrid.client.cli.output.HeatmapView;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.LongForm;
import io.margrid.client.cli.output.Paint;
import io.margrid.client.cli.output.TableView;
import java.io.OutputStream;
import java.util.Locale;

/** How a grid is written as text. */
enum GridFormat {
  /** Rounded for reading. */
  TABLE,
  /** A line per cell, all digits. */
  CSV,
  /** A JSON object per cell, all digits. */
  NDJSON,
  /** Two axes as coloured or shaded cells. */
  HEATMAP;

  /** The format as typed, in any case; the table if nothing is. */
  static GridFormat parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "", "table" -> TABLE;
      case "csv" -> CSV;
      case "ndjson" -> NDJSON;
      case "heatmap" -> HEATMAP;
      default -> throw CommandException.wrongUsage("--format", text, "table, csv, ndjson or heatmap");
    };
  }

  /** Whether cells are written as they arrive. */
  boolean streams() {
    return this == CSV || this == NDJSON;
  }

  /** Writes to {@code out}; {@code toTerminal} says whether that is the terminal's standard output. */
  GridSink sink(OutputStream out, Hints hints, Terminal terminal, boolean toTerminal) {
    return switch (this) {
      case TABLE -> new CollectedGrid(new TableView(out, hints));
      case CSV -> LongForm.csv(out);
      case NDJSON -> LongForm.ndjson(out);
      case HEATMAP -> new CollectedGrid(
          new HeatmapView(out, hints, toTerminal ? terminal.paint() : Paint.NONE, terminal.columns()));
    };
  }
}
