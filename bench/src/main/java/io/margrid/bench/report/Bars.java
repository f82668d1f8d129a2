package io.margrid.bench.report;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;

/** A picture of medians with their quartiles. */
public final class Bars {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int LABEL_DEGREES = 60;
  /** Small enough that no name makes way for its neighbour's. */
  private static final Font NAMES = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final double BAR_SHARE = 0.6;

  private Bars() {}

  /** One bar for each name, in order. */
  public static CategoryChart of(String title, String measure, Map<String, Spread> bars) {
    CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title)
        .yAxisTitle(measure)
        .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setXAxisLabelRotation(LABEL_DEGREES).setXAxisTickMarkSpacingHint(NAMES.getSize());
    chart.getStyler().setAxisTickLabelsFont(NAMES);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setAvailableSpaceFill(BAR_SHARE).setYAxisMin(0.0);
    List<Spread> spreads = List.copyOf(bars.values());
    chart.addSeries(measure, List.copyOf(bars.keySet()), spreads.stream().map(Spread::median).toList(),
        spreads.stream().map(spread -> (spread.upper() - spread.lower()) / 2).toList());
    return chart;
  }
}
