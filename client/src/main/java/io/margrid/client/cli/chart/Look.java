package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.ColourScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** What all pictures share: fonts, ink, margins. */
final class Look {
  static final Color INK = new Color(0x333333);
  static final Color PALE = new Color(0xe3e3e3);
  static final int TITLE_SIZE = 16;
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

  /** From dark (0) to light (1); the lightest still reads on white. */
  static Color ramp(double fraction) {
    return new Color(ColourScale.sequential(fraction * 0.85));
  }

  static void apply(AxesChartStyler styler) {
    Font text = new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE);
    styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(PADDING)
        .setChartTitleBoxVisible(false).setChartTitlePadding(PADDING)
        .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE)).setLegendFont(text)
        .setLegendBorderColor(Color.WHITE).setPlotBorderVisible(false).setPlotBackgroundColor(Color.WHITE);
    styler.setAxisTitleFont(text).setAxisTickLabelsFont(text).setAxisTitlePadding(PADDING)
        .setAxisTickLabelsColor(INK).setAxisTickMarksColor(PALE).setPlotGridLinesColor(PALE)
        .setPlotGridLinesStroke(new BasicStroke(1f)).setXAxisTickLabelsColor(INK)
        .setYAxisTickLabelsColor(INK);
  }
}
