package io.margrid.client.cli.output;

import io.margrid.v1.FrontierLine;
import io.margrid.v1.FrontierPoint;
import io.margrid.v1.FrontierResponse;
import io.margrid.v1.GridHeader;
import java.util.List;

/** The line between yes and no, as points for people and as csv, and the grid below it. */
public final class FrontierText {
  private final FrontierResponse frontier;
  private final GridValues grid;

  /** Reads the answer. */
  public FrontierText(FrontierResponse frontier) {
    this.frontier = frontier;
    GridHeader header = GridHeader.newBuilder().addAllAxes(frontier.getAxesList())
        .addMetrics(frontier.getMetric()).setCellCount(frontier.getValuesCount()).build();
    double[] values = frontier.getValuesList().stream().mapToDouble(Double::doubleValue).toArray();
    grid = new GridValues(new GridShape(header), new double[][]{values});
  }

  /** The metric over the grid, for drawing. */
  public GridValues grid() {
    return grid;
  }

  /** The points in order, an empty line between two lines of the contour. */
  public String table(Hints hints, String goal) {
    if (frontier.getLinesCount() == 0) {
      return goal + ": not crossed on this grid\n";
    }
    GridShape shape = grid.shape();
    TextTable table = new TextTable()
        .heading(List.of(TableView.heading(shape, hints, 0), TableView.heading(shape, hints, 1)));
    for (int line = 0; line < frontier.getLinesCount(); line++) {
      if (line > 0) {
        table.row(List.of("", ""));
      }
      FrontierLine shown = frontier.getLines(line);
      for (FrontierPoint point : shown.getPointsList()) {
        table.row(List.of(hints.value(shape, 0, point.getFirst()), hints.value(shape, 1, point.getSecond())));
      }
    }
    return goal + "\n" + table.render();
  }

  /** A line for each point: number of the contour's line from 1, whether it is closed, both values. */
  public String csv() {
    StringBuilder text = new StringBuilder();
    List<Coordinate> axes = grid.shape().coordinates();
    new CsvLine(text).text("line").text("closed").text(axes.get(0).name()).text(axes.get(1).name()).end();
    for (int line = 0; line < frontier.getLinesCount(); line++) {
      for (FrontierPoint point : frontier.getLines(line).getPointsList()) {
        new CsvLine(text).number(line + 1).text(Boolean.toString(frontier.getLines(line).getClosed()))
            .number(point.getFirst()).number(point.getSecond()).end();
      }
    }
    return text.toString();
  }
}
