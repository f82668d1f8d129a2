package io.margrid.client.cli.chart;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.output.CollectedGrid;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.Hints;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A grid as a PNG. One axis: lines, the metrics of one unit in a panel. Time beside an axis of few points: a line for
 * each of them, a panel for each metric. Two other axes: a heatmap for each metric.
 * Panels stand one below the other.
 */
public final class PictureView implements CollectedGrid.View {
  private static final long MOST_VALUES = 1_000_000;
  private static final int MOST_PANELS = 16;
  private static final int MOST_POINTS = 2_000;

  private final OutputStream out;
  private final Hints hints;
  private final String title;

  /** Writes to {@code out}, which stays open; {@code title} heads every panel. */
  public PictureView(OutputStream out, Hints hints, String title) {
    this.out = out;
    this.hints = hints;
    this.title = title;
  }

  @Override
  public void check(GridShape shape) {
    if (shape.axisCount() != 1 && shape.axisCount() != 2) {
      throw CommandException.wrongUsage("--png", shape.axisCount() + " axes",
          "1 for lines, 2 for a heatmap, periods counted unless --period chooses one");
    }
    CollectedGrid.checkSize(shape, "--png", MOST_VALUES, "--format csv writes grids of any size");
    checkPoints(shape);
    if (shape.axisCount() == 2 && shape.metrics().size() > MOST_PANELS) {
      throw CommandException.wrongUsage("--png", shape.metrics().size() + " pictures",
          "at most " + MOST_PANELS + "; choose metrics with -m");
    }
  }

  private static boolean isLines(GridShape shape) {
    return shape.axisCount() == 1 || (shape.isTime(1) && shape.count(0) <= LinePanel.MOST_LINES);
  }

  private static void checkPoints(GridShape shape) {
    for (int axis = 0; axis < shape.axisCount() && shape.axisCount() == 2; axis++) {
      if (shape.count(axis) > MOST_POINTS) {
        throw CommandException.wrongUsage("--png", shape.count(axis) + " points on an axis",
            "at most " + MOST_POINTS + " in a heatmap");
      }
    }
  }

  @Override
  public void show(GridValues grid) throws IOException {
    List<Panel> panels = isLines(grid.shape()) ? LinePanel.of(grid, hints, title)
        : HeatmapPanel.of(grid, hints, title);
    Picture.write(panels, out);
  }
}
