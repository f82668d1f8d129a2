package io.margrid.client.cli.output;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.v1.Display;
import io.margrid.v1.GridMetric;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A grid for people. Two axes: a table for each metric, the first axis downwards, the second across. Over time: periods
 * across, whatever the other axes; with no other, a row for each metric. Any other number of axes: a row for each cell,
 * metrics across.
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
    int last = shape.axisCount() - 1;
    if (isAcross(shape) && shape.count(last) > MOST_COLUMNS) {
      throw CommandException.wrongUsage("table", shape.count(last) + " columns",
          shape.isTime(last) ? "at most " + MOST_COLUMNS + " periods; choose them with --period, or " + REMEDY
              : "at most " + MOST_COLUMNS + " points on the second axis; " + REMEDY);
    }
  }

  private boolean isAcross(GridShape shape) {
    return shape.axisCount() == 2 || (shape.axisCount() > 0 && shape.isTime(shape.axisCount() - 1));
  }

  @Override
  public void show(GridValues grid) throws IOException {
    out.write(text(grid).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String text(GridValues grid) {
    if (!isAcross(grid.shape())) {
      return longTable(grid);
    }
    if (grid.shape().axisCount() == 1) {
      return timeTable(grid);
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

  private String timeTable(GridValues grid) {
    GridShape shape = grid.shape();
    TextTable table = new TextTable().left(1).heading(across(shape, List.of("metric"), List.of("unit")));
    for (int metric = 0; metric < shape.metrics().size(); metric++) {
      GridMetric shown = shape.metrics().get(metric);
      List<String> row = new ArrayList<>(List.of(shown.getName()));
      for (double value : grid.column(metric)) {
        row.add(DisplayText.of(value, hints.of(shown.getName())));
      }
      row.add(Hints.unit(shown.getUnit(), Display.getDefaultInstance()));
      table.row(row);
    }
    return table.render();
  }

  private List<String> across(GridShape shape, List<String> before, List<String> after) {
    int last = shape.axisCount() - 1;
    List<String> heading = new ArrayList<>(before);
    for (long column = 0; column < shape.count(last); column++) {
      heading.add(label(shape, hints, last, column));
    }
    heading.addAll(after);
    return heading;
  }

  private String crossTable(GridValues grid, int metric) {
    GridShape shape = grid.shape();
    int last = shape.axisCount() - 1;
    List<String> names = new ArrayList<>();
    for (int axis = 0; axis < last; axis++) {
      names.add(last == 1 ? ""
          : shape.coordinates(axis).stream().map(Coordinate::name)
              .collect(Collectors.joining(" / ")));
    }
    TextTable table = new TextTable().heading(across(shape, names, List.of()));
    int columns = (int) shape.count(last);
    for (int first = 0; first < shape.cellCount(); first += columns) {
      List<String> cells = new ArrayList<>();
      for (int axis = 0; axis < last; axis++) {
        cells.add(label(shape, hints, axis, shape.point(axis, first)));
      }
      for (int column = 0; column < columns; column++) {
        cells.add(DisplayText.of(grid.column(metric)[first + column],
            hints.of(shape.metrics().get(metric).getName())));
      }
      table.row(cells);
    }
    return title(shape, hints, metric) + table.render();
  }

  /** What a view of a metric shows, the last axis across: two lines. */
  static String title(GridShape shape, Hints hints, int metric) {
    int last = shape.axisCount() - 1;
    List<String> down = new ArrayList<>();
    for (int axis = 0; axis < last; axis++) {
      down.add(heading(shape, hints, axis));
    }
    return hints.heading(shape.metrics().get(metric)) + shape.note() + "\ndown: " + String.join(", ", down)
        + "   across: " + heading(shape, hints, last) + "\n";
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
