package io.margrid.client.cli.output;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Display;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid of two axes as coloured or shaded cells, a map for each metric. Values stand in the cells where they
 * fit; else two places a cell.
 */
public final class HeatmapView implements CollectedGrid.View {
  private static final long MOST_ROWS = 200;
  private static final String SHADES = "·░▒▓█";
  private static final int LEGEND_PLACES = 20;
  private static final int NARROWEST_CELL = 2;
  private static final int LABEL_PLACES = 10;

  private final OutputStream out;
  private final Hints hints;
  private final Paint paint;
  private final int places;
  private final double target;

  /** Prints to {@code out}, at most {@code places} characters wide. */
  public HeatmapView(OutputStream out, Hints hints, Paint paint, int places) {
    this(out, hints, paint, places, Double.NaN);
  }

  /** A text only, with a line between the cells on both sides of {@code target}. */
  public static HeatmapView withLine(Hints hints, Paint paint, int places, double target) {
    return new HeatmapView(OutputStream.nullOutputStream(), hints, paint, places, target);
  }

  private HeatmapView(OutputStream out, Hints hints, Paint paint, int places, double target) {
    this.target = target;
    this.out = out;
    this.hints = hints;
    this.paint = paint;
    this.places = places;
  }

  @Override
  public void check(GridShape shape) {
    checkAxes(shape);
    int most = (places - LABEL_PLACES) / (NARROWEST_CELL + (Double.isNaN(target) ? 0 : 1));
    if (shape.count(0) > MOST_ROWS || shape.count(1) > most) {
      throw CommandException.wrongUsage("heatmap", shape.count(0) + " × " + shape.count(1) + " cells",
          "at most " + MOST_ROWS + " × " + most + " here; --png FILE draws larger ones");
    }
  }

  /** Refuses grids that do not have two axes. */
  public static void checkAxes(GridShape shape) {
    if (shape.axisCount() != 2) {
      throw CommandException.wrongUsage("heatmap",
          shape.axisCount() + (shape.axisCount() == 1 ? " axis" : " axes"),
          "2; --format table and --format csv show any number");
    }
  }

  @Override
  public void show(GridValues grid) throws IOException {
    out.write(text(grid).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The maps; refuses a grid that cannot be shown. */
  public String render(GridValues grid) {
    check(grid.shape());
    return text(grid);
  }

  private String text(GridValues grid) {
    List<String> maps = new ArrayList<>();
    for (int metric = 0; metric < grid.shape().metrics().size(); metric++) {
      maps.add(new Map(grid, metric).render());
    }
    return String.join("\n", maps);
  }

  private final class Map {
    private final GridValues grid;
    private final GridShape shape;
    private final int metric;
    private final Display hint;
    private final ColourScale scale;
    private final int labelWidth;
    private final int valueWidth;
    private final int cellWidth;
    private final boolean valuesFit;

    Map(GridValues grid, int metric) {
      this.grid = grid;
      this.shape = grid.shape();
      this.metric = metric;
      hint = hints.of(shape.metrics().get(metric).getName());
      scale = ColourScale.of(grid.column(metric));
      labelWidth = widestLabel(0);
      valueWidth = widestValue();
      int wanted = Math.max(widestLabel(1) + 1, valueWidth + (paint == Paint.NONE ? 3 : 2));
      valuesFit = labelWidth + 1 + (wanted + border()) * shape.count(1) <= places;
      cellWidth = valuesFit ? wanted : NARROWEST_CELL;
    }

    String render() {
      StringBuilder text = new StringBuilder(TableView.title(shape, hints, metric)).append('\n');
      text.append((" ".repeat(labelWidth + 1) + columnLabels()).stripTrailing()).append('\n');
      for (long row = 0; row < shape.count(0); row++) {
        text.append(borderAbove(row));
        text.append(padded(TableView.label(shape, hints, 0, row), labelWidth)).append(' ');
        for (long column = 0; column < shape.count(1); column++) {
          text.append(borderLeft(row, column)).append(cell(grid.at(metric, row, column)));
        }
        text.append('\n');
      }
      return text.append('\n').append(legend()).toString();
    }

    private int border() {
      return Double.isNaN(target) ? 0 : 1;
    }

    private boolean crosses(long row, long column, long otherRow, long otherColumn) {
      double here = grid.at(metric, row, column);
      double there = grid.at(metric, otherRow, otherColumn);
      return !Double.isNaN(here) && !Double.isNaN(there) && (here >= target) != (there >= target);
    }

    // Every cell has a place for its left border, so that columns stay in line.
    private String borderLeft(long row, long column) {
      return Double.isNaN(target) ? "" : column > 0 && crosses(row, column, row, column - 1) ? "│" : " ";
    }

    private String borderAbove(long row) {
      if (Double.isNaN(target) || row == 0) {
        return "";
      }
      StringBuilder line = new StringBuilder();
      for (long column = 0; column < shape.count(1); column++) {
        String mark = crosses(row, column, row - 1, column) ? "─" : " ";
        line.append(mark.equals("─") ? "─"
            : column > 0 && crosses(row - 1, column, row - 1, column - 1)
                && crosses(row, column, row, column - 1) ? "│" : " ")
            .append(mark.repeat(cellWidth));
      }
      return line.toString().contains("─")
          ? (" ".repeat(labelWidth + 1) + line).stripTrailing() + "\n"
          : "";
    }

    // Narrow cells leave room for some labels only; each stands over its column's left edge.
    private String columnLabels() {
      StringBuilder line = new StringBuilder();
      for (long column = 0; column < shape.count(1); column++) {
        String label = TableView.label(shape, hints, 1, column);
        if (valuesFit) {
          line.append(padded(label + (paint == Paint.NONE ? "" : " "), cellWidth + border()));
        } else if (line.length() == 0 || line.length() + 1 < column * (cellWidth + border())) {
          line.append(" ".repeat((int) column * (cellWidth + border()) - line.length())).append(label);
        }
      }
      return line.toString();
    }

    private String cell(double value) {
      boolean finite = Double.isFinite(value);
      if (paint == Paint.NONE) {
        String shade = finite ? shade(value) : "?";
        return valuesFit
            ? padded(shade + padded(DisplayText.of(value, hint), valueWidth + 1), cellWidth)
            : shade + shade;
      }
      String shown = valuesFit ? padded(DisplayText.of(value, hint) + " ", cellWidth)
          : finite ? " ".repeat(cellWidth) : "??";
      return finite ? paint.on(scale.colour(value), shown) : shown;
    }

    private String shade(double value) {
      int place = (int) Math.min(SHADES.length() - 1, scale.fraction(value) * SHADES.length());
      return SHADES.substring(place, place + 1);
    }

    private String legend() {
      if (scale.isEmpty()) {
        return "no finite value\n";
      }
      StringBuilder legend = new StringBuilder(DisplayText.of(scale.least(), hint)).append(' ');
      int steps = paint == Paint.NONE ? SHADES.length() : LEGEND_PLACES;
      for (int step = 0; step < steps; step++) {
        double part = step / (steps - 1.0);
        double value = scale.least() * (1 - part) + scale.greatest() * part;
        legend.append(paint == Paint.NONE ? shade(value).repeat(2) : paint.on(scale.colour(value), " "));
      }
      return legend.append(' ').append(DisplayText.of(scale.greatest(), hint)).append('\n').toString();
    }

    private int widestLabel(int axis) {
      int widest = 0;
      for (long point = 0; point < shape.count(axis); point++) {
        widest = Math.max(widest, TextTable.width(TableView.label(shape, hints, axis, point)));
      }
      return widest;
    }

    private int widestValue() {
      int widest = 0;
      for (double value : grid.column(metric)) {
        widest = Math.max(widest, TextTable.width(DisplayText.of(value, hint)));
      }
      return widest;
    }
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - TextTable.width(text))) + text;
  }
}
