package io.margrid.client.cli.output;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.GridMetric;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A grid for people. Two axes: a table for each metric, the first axis downwards, the second across. Any other
 * number: a row for each cell, metrics across.
 */
public final class TableView implements CollectedGrid.View {
  private static final long MOST_VALUES = 5_000;
  private static final long MOST_COLUMNS = 50;
  private static final String REMEDY = "--format csv writes grids of any size";

  private final OutputStream out;
  private final Hints hints;

  /** Prints to {@code out} as the model hints. */
  public TableView(OutputStream out, Hints hints) {
    this.out = out;
    this.hints = hints;
  }

  @Override
  public void check(GridShape shape) {
    CollectedGrid.checkSize(shape, "table", MOST_VALUES, REMEDY);
    if (shape.axisCount() == 2 && shape.count(1) > MOST_COLUMNS) {
      throw CommandException.wrongUsage("table", shape.count(1) + " columns",
          "at most " + MOST_COLUMNS + " points on the second axis; " + REMEDY);
    }
  }

  @Override
  public void show(GridValues grid) throws IOException {
    out.write(text(grid).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String text(GridValues grid) {
    if (grid.shape().axisCount() != 2) {
      return longTable(grid);
    }
    List<String> tables = new ArrayList<>();
    for (int metric = 0; metric < grid.shape().metrics().size(); metric++) {
      tables.add(crossTable(grid, metric));
    }
    return String.join("\n", tables);
  }

  private String longTable(GridValues grid) {
    GridShape shape = grid.shape();
    TextTable table = new TextTable();
    headings(table, shape);
    for (int cell = 0; cell < shape.cellCount(); cell++) {
      List<String> row = new ArrayList<>();
      for (Coordinate coordinate : shape.coordinates()) {
        row.add(hints.display(coordinate, shape.point(coordinate.axis(), cell)));
      }
      for (int metric = 0; metric < shape.metrics().size(); metric++) {
        row.add(DisplayText.of(grid.column(metric)[cell], hints.of(shape.metrics().get(metric).getName())));
      }
      table.row(row);
    }
    return table.render();
  }

  private void headings(TextTable table, GridShape shape) {
    List<String> names = new ArrayList<>();
    List<String> units = new ArrayList<>();
    for (Coordinate coordinate : shape.coordinates()) {
      names.add(coordinate.name());
      units.add(Hints.unit(coordinate.unit(), hints.of(coordinate)));
    }
    for (GridMetric metric : shape.metrics()) {
      names.add(metric.getName());
      units.add(Hints.unit(metric.getUnit(), hints.of(metric.getName())));
    }
    table.heading(names);
    if (units.stream().anyMatch(unit -> !unit.isEmpty())) {
      table.heading(units);
    }
  }

  private String crossTable(GridValues grid, int metric) {
    GridShape shape = grid.shape();
    TextTable table = new TextTable();
    List<String> heading = new ArrayList<>(List.of(""));
    for (long column = 0; column < shape.count(1); column++) {
      heading.add(label(shape, hints, 1, column));
    }
    table.heading(heading);
    for (long row = 0; row < shape.count(0); row++) {
      List<String> cells = new ArrayList<>(List.of(label(shape, hints, 0, row)));
      for (long column = 0; column < shape.count(1); column++) {
        cells.add(
            DisplayText.of(grid.at(metric, row, column), hints.of(shape.metrics().get(metric).getName())));
      }
      table.row(cells);
    }
    return title(shape, hints, metric) + table.render();
  }

  /** What a two-axis view of a metric shows: two lines. */
  static String title(GridShape shape, Hints hints, int metric) {
    return hints.heading(shape.metrics().get(metric)) + "\ndown: " + heading(shape, hints, 0) + "   across: "
        + heading(shape, hints, 1) + "\n";
  }

  /** Names and units of an axis. */
  public static String heading(GridShape shape, Hints hints, int axis) {
    return shape.coordinates(axis).stream().map(hints::heading).collect(Collectors.joining(" / "));
  }

  /** A point of an axis. */
  public static String label(GridShape shape, Hints hints, int axis, long point) {
    return shape.coordinates(axis).stream().map(coordinate -> hints.display(coordinate, point))
        .collect(Collectors.joining(" / "));
  }
}
