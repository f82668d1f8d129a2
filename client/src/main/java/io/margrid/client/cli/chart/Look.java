package io.margrid.client.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;

/** What all pictures share: fonts, ink, margins. */
final class Look {
  static final Color INK = new Color(0x333333);
  static final Color PALE = new Color(0xe3e3e3);
  private static final int TITLE_SIZE = 16;
  static final int TEXT_SIZE = 12;
  private static final int PADDING = 12;

  private Look() {}

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
