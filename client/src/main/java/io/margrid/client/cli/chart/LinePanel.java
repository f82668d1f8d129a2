package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TableView;
import io.margrid.v1.Display;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over the one axis of a grid, for the metrics of one unit. */
final class LinePanel implements Panel {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final int MOST_MARKERS = 40;
  // Okabe and Ito, "Color Universal Design": told apart by the colour-blind.
  private static final int[] COLOURS = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000};

  private final GridValues grid;
  private final GridShape shape;
  private final Hints hints;
  private final String title;
  private final List<Integer> metrics;
  private final XYChart chart;

  private LinePanel(GridValues grid, Hints hints, String title, List<Integer> metrics) {
    this.grid = grid;
    this.shape = grid.shape();
    this.hints = hints;
    this.title = title;
    this.metrics = metrics;
    this.chart = chart();
  }

  /** A panel for each unit, in the order in which the metrics bring them. */
  static List<Panel> of(GridValues grid, Hints hints, String title) {
    Map<String, List<Integer>> byUnit = new LinkedHashMap<>();
    for (int metric = 0; metric < grid.shape().metrics().size(); metric++) {
      byUnit.computeIfAbsent(hints.unit(grid.shape().metrics().get(metric)), unit -> new ArrayList<>())
          .add(metric);
    }
    List<Panel> panels = new ArrayList<>();
    byUnit.values().forEach(metrics -> panels.add(new LinePanel(grid, hints, title, metrics)));
    return panels;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public void paint(Graphics2D graphics) {
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  private XYChart chart() {
    String unit = hints.unit(shape.metrics().get(metrics.get(0)));
    String name = name(0);
    XYChart lines = new XYChartBuilder().width(WIDTH).height(HEIGHT)
        .title(metrics.size() == 1 ? title + ": " + name : title)
        .xAxisTitle(TableView.heading(shape, hints, 0))
        .yAxisTitle(unit.isEmpty() ? "pure number" : unit).build();
    style(lines, hints.of(name).toBuilder().clearDecimals().build());
    for (int line = 0; line < metrics.size(); line++) {
      XYSeries series = lines.addSeries(name(line), points(), finite(grid.column(metrics.get(line))));
      Color colour = new Color(COLOURS[line % COLOURS.length]);
      series.setMarkerColor(colour);
      series.setLineColor(colour).setLineStyle(new BasicStroke(2f));
      series.setMarker(shape.count(0) <= MOST_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    return lines;
  }

  private String name(int line) {
    return shape.metrics().get(metrics.get(line)).getName();
  }

  private void style(XYChart lines, Display hint) {
    var styler = lines.getStyler();
    Look.apply(styler);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line).setLegendVisible(metrics.size() > 1)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(metrics.size() > 3 ? LegendLayout.Vertical : LegendLayout.Horizontal)
        .setMarkerSize(6)
        .setLocale(Locale.ROOT);
    styler.setPlotGridVerticalLinesVisible(false).setXAxisLogarithmic(shape.isLogarithmic(0))
        .setYAxisTickLabelsFormattingFunction(value -> DisplayText.of(value, hint));
    styler.setXAxisTickLabelsFormattingFunction(this::pointText);
  }

  private String pointText(double value) {
    if (shape.hasNumbers(0)) {
      return hints.value(shape, 0, value);
    }
    boolean isPoint = value == Math.rint(value) && value >= 0 && value < shape.count(0);
    return isPoint ? TableView.label(shape, hints, 0, (long) value) : "";
  }

  private double[] points() {
    double[] points = new double[(int) shape.count(0)];
    for (int point = 0; point < points.length; point++) {
      points[point] = shape.hasNumbers(0) ? shape.value(0, point) : point;
    }
    return points;
  }

  // XChart leaves a gap at NaN and fails at infinities.
  private static double[] finite(double[] values) {
    double[] finite = values.clone();
    for (int i = 0; i < finite.length; i++) {
      finite[i] = Double.isFinite(finite[i]) ? finite[i] : Double.NaN;
    }
    return finite;
  }
}
