package io.margrid.bench.report;

import java.awt.Color;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** A picture of one quantity over another. */
public final class Lines {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  /**
   * Points of one line.
   *
   * @param x as many as {@code y}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed to the picture, never compared
  public record Line(double[] x, double[] y) {}

  private Lines() {}

  /** One line for each name. */
  public static XYChart of(String title, String x, String y, boolean logarithmic, Map<String, Line> lines) {
    XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y)
        .build();
    chart.getStyler().setXAxisLogarithmic(logarithmic).setYAxisMin(0.0);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    lines.forEach((name, line) -> chart.addSeries(name, line.x(), line.y()));
    return chart;
  }
}
