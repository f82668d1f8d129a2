package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.ColourScale;
import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.GridValues;
import io.margrid.v1.Display;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** Values in the cells of a heatmap, if all of them fit, in an ink that reads on the cell's colour. */
final class CellTexts {
  private static final double PADDING = 8;
  private static final long MOST_CELLS = 2_000;

  private final GridValues grid;
  private final int metric;
  private final Display hint;
  private final ColourScale scale;

  CellTexts(GridValues grid, int metric, Display hint, ColourScale scale) {
    this.grid = grid;
    this.metric = metric;
    this.hint = hint;
    this.scale = scale;
  }

  /** Paints into the plot, first row on top. */
  void paint(Graphics2D graphics, Rectangle2D plot) {
    if (grid.shape().cellCount() > MOST_CELLS) {
      return;
    }
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Look.TEXT_SIZE));
    FontMetrics metrics = graphics.getFontMetrics();
    double width = plot.getWidth() / grid.shape().count(1);
    double height = plot.getHeight() / grid.shape().count(0);
    if (metrics.getHeight() > height || widest(metrics) + PADDING > width) {
      return;
    }
    for (int row = 0; row < grid.shape().count(0); row++) {
      for (int column = 0; column < grid.shape().count(1); column++) {
        paint(graphics, metrics, grid.at(metric, row, column), plot.getX() + (column + 0.5) * width,
            plot.getY() + (row + 0.5) * height);
      }
    }
  }

  private void paint(Graphics2D graphics, FontMetrics metrics, double value, double x, double y) {
    String text = DisplayText.of(value, hint);
    graphics
        .setColor(Double.isFinite(value) ? new Color(ColourScale.inkOn(scale.colour(value))) : Look.INK);
    graphics.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0),
        (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
  }

  private int widest(FontMetrics metrics) {
    int widest = 0;
    for (double value : grid.column(metric)) {
      widest = Math.max(widest, metrics.stringWidth(DisplayText.of(value, hint)));
    }
    return widest;
  }
}
