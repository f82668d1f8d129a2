package io.margrid.bench.report;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/** A picture of medians, with their quartiles beside the names. */
public final class Bars {
  private static final int WIDTH = 900;
  /** Title and axis. */
  private static final int FRAME_HEIGHT = 110;
  private static final int BAR_HEIGHT = 30;
  private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final double BAR_SHARE = 0.6;

  private Bars() {}

  /** One bar for each name, in order from the top. */
  public static HorizontalBarChart of(String title, String measure, Map<String, Spread> bars) {
    HorizontalBarChart chart = new HorizontalBarChartBuilder().width(WIDTH)
        .height(FRAME_HEIGHT + BAR_HEIGHT * bars.size()).title(title).xAxisTitle(measure).build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setAxisTickLabelsFont(NAMES);
    // Of both axes; with a wider one than the bars', names would be left out.
    chart.getStyler().setXAxisTickMarkSpacingHint(BAR_HEIGHT * 2 / 3);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setAvailableSpaceFill(BAR_SHARE).setLabelsVisible(false);
    List<String> names = new ArrayList<>();
    List<Double> medians = new ArrayList<>();
    bars.forEach((name, spread) -> {
      names.add(name + "   " + spread);
      medians.add(spread.median());
    });
    chart.addSeries(measure, medians, names);
    return chart;
  }
}
