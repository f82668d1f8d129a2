package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.ColourScale;
import io.margrid.client.cli.output.DisplayText;
import io.margrid.v1.Display;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** A bar that says which colour means which value, over the values that occur. */
final class ColourLegend {
  private static final int WIDTH = 18;
  private static final int TICKS = 8;
  private static final int GAP = 6;

  private final ColourScale scale;
  private final Display hint;

  ColourLegend(ColourScale scale, Display hint) {
    this.scale = scale;
    this.hint = hint;
  }

  /** Paints from {@code x} to the right, as high as the plot. */
  void paint(Graphics2D graphics, int x, Rectangle2D plot) {
    int top = (int) plot.getY();
    int height = (int) plot.getHeight();
    for (int y = 0; y < height; y++) {
      graphics.setColor(new Color(scale.colour(value(1 - (double) y / height))));
      graphics.fillRect(x, top + y, WIDTH, 1);
    }
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Look.INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Look.TEXT_SIZE));
    int ascent = graphics.getFontMetrics().getAscent();
    for (double tick : NeatTicks.between(scale.least(), scale.greatest(), TICKS)) {
      int y = (int) Math.round(top + (1 - scale.fraction(tick)) * (height - ascent)) + ascent - 1;
      graphics.drawString(DisplayText.of(tick, hint), x + WIDTH + GAP, y);
    }
  }

  private double value(double part) {
    return scale.least() * (1 - part) + scale.greatest() * part;
  }
}
