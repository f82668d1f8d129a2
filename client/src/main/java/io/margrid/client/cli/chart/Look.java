package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.ColourScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** What all pictures share: fonts, ink, margins. */
final class Look {
  static final Color INK = new Color(0x333333);
  static final Color PALE = new Color(0xe3e3e3);
  private static final int TITLE_SIZE = 16;
  private static final int SUBTITLE_SIZE = 13;
  private static final int TITLE_TOP = 26;
  private static final int TITLE_LINE = 20;
  private static final float[][] DASHES = {{}, {8f, 4f}, {2f, 3f}};
  static final int TEXT_SIZE = 12;
  private static final int PADDING = 12;

  // Okabe and Ito, "Color Universal Design": told apart by the colour-blind.
  private static final int[] COLOURS = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000};

  private Look() {}

  /** How many colours there are before they repeat. */
  static int colourCount() {
    return COLOURS.length;
  }

  /** The colour of a line, counted from zero. */
  static Color colour(int line) {
    return new Color(COLOURS[line % COLOURS.length]);
  }

  /** The stroke of a line, counted from zero: where colours repeat, the lines are told apart by their dashes. */
  static BasicStroke stroke(int line) {
    float[] dashes = DASHES[line / COLOURS.length % DASHES.length];
    return dashes.length == 0 ? new BasicStroke(2f)
        : new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dashes, 0f);
  }

  /** Places that a title takes from the top. */
  static int titleHeight(List<String> lines) {
    return TITLE_TOP + TITLE_LINE * lines.size() - PADDING;
  }

  /** Paints lines of a title in the middle of {@code width}, each as large as fits; the first is bold. */
  static void title(Graphics2D graphics, List<String> lines, int width) {
    graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(INK);
    int bottom = TITLE_TOP;
    for (String line : lines) {
      boolean first = bottom == TITLE_TOP;
      Font font = new Font(Font.SANS_SERIF, first ? Font.BOLD : Font.PLAIN,
          first ? TITLE_SIZE : SUBTITLE_SIZE);
      double wanted = graphics.getFontMetrics(font).stringWidth(line);
      double part = Math.min(1, (width - 2.0 * PADDING) / Math.max(1, wanted));
      graphics.setFont(font.deriveFont((float) (font.getSize() * part)));
      int shown = graphics.getFontMetrics().stringWidth(line);
      graphics.drawString(line, (width - shown) / 2, bottom);
      bottom += TITLE_LINE;
    }
  }

  /** From dark (0) to light (1); the lightest still reads on white. */
  static Color ramp(double fraction) {
    return new Color(ColourScale.sequential(fraction * 0.85));
  }

  static void apply(AxesChartStyler styler) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE);
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(PADDING)
        .setChartTitleVisible(false).setLegendFont(text)
        .setLegendBorderColor(Color.WHITE).setPlotBorderVisible(false).setPlotBackgroundColor(Color.WHITE);
    styler.setAxisTitleFont(text).setAxisTickLabelsFont(text).setAxisTitlePadding(PADDING)
        .setAxisTickLabelsColor(INK).setAxisTickMarksColor(PALE).setPlotGridLinesColor(PALE)
        .setPlotGridLinesStroke(new BasicStroke(1f)).setXAxisTickLabelsColor(INK)
        .setYAxisTickLabelsColor(INK).setYAxisLabelAlignment(TextAlignment.Right);
  }
}
