package io.margrid.client.cli.chart;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TableView;
import io.margrid.v1.Display;
import io.margrid.v1.GridMetric;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
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

/**
 * Lines over the last axis of a grid. One axis: a line for each of the metrics of one unit. Two axes: the lines of one
 * metric, one for each point of the first axis.
 */
final class LinePanel implements Panel {
  /** The most points of the first axis that are drawn as lines of their own. */
  static final int MOST_LINES = 24;
  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int MOST_METRICS = 12;
  private static final int MOST_POINTS_AS_TICKS = 12;
  private static final int MOST_MARKERS = 40;

  private final GridShape shape;
  private final Hints hints;
  private final int axis;
  private final List<Line> lines;
  private final XYChart chart;
  private final List<String> title;

  /** What is drawn under one name. */
  private record Line(String name, List<Double> values, Color colour, BasicStroke stroke) {}

  private LinePanel(GridShape shape, Hints hints, List<String> title, GridMetric metric, List<Line> lines) {
    this.shape = shape;
    this.hints = hints;
    this.axis = shape.axisCount() - 1;
    this.lines = lines;
    this.title = title;
    this.chart = chart(hints.unit(metric), hints.of(metric.getName()).toBuilder().clearDecimals().build());
  }

  /** One axis: a panel for each unit, in the order in which the metrics bring them. Two: one for each metric. */
  static List<Panel> of(GridValues grid, Hints hints, String title) {
    List<Panel> panels = new ArrayList<>();
    GridShape shape = grid.shape();
    if (shape.axisCount() == 2) {
      for (int metric = 0; metric < shape.metrics().size(); metric++) {
        GridMetric shown = shape.metrics().get(metric);
        panels.add(new LinePanel(shape, hints, List.of(title, shown.getName() + " by "
            + TableView.heading(shape, hints, 0)), shown, byPoint(grid, hints, metric)));
      }
      return panels;
    }
    Map<String, List<Integer>> byUnit = new LinkedHashMap<>();
    for (int metric = 0; metric < shape.metrics().size(); metric++) {
      byUnit.computeIfAbsent(hints.unit(shape.metrics().get(metric)), unit -> new ArrayList<>())
          .add(metric);
    }
    for (List<Integer> metrics : byUnit.values()) {
      int parts = (metrics.size() + MOST_METRICS - 1) / MOST_METRICS;
      for (int part = 0; part < parts; part++) {
        List<Integer> shown = metrics.subList(part * metrics.size() / parts,
            (part + 1) * metrics.size() / parts);
        GridMetric first = shape.metrics().get(shown.get(0));
        String second = (shown.size() == 1 ? first.getName() : "") + shape.note();
        panels.add(
            new LinePanel(shape, hints, second.isBlank() ? List.of(title) : List.of(title, second.strip()),
                first, byMetric(grid, shown)));
      }
    }
    return panels;
  }

  private static List<Line> byMetric(GridValues grid, List<Integer> metrics) {
    List<Line> lines = new ArrayList<>();
    for (int metric : metrics) {
      lines.add(new Line(grid.shape().metrics().get(metric).getName(), finite(grid.column(metric)),
          Look.colour(lines.size()), Look.stroke(lines.size())));
    }
    return lines;
  }

  // Points in their order get colours in their order; a few get colours that are told apart more easily.
  private static List<Line> byPoint(GridValues grid, Hints hints, int metric) {
    GridShape shape = grid.shape();
    int points = (int) shape.count(0);
    int columns = (int) shape.count(1);
    List<Line> lines = new ArrayList<>();
    for (int point = 0; point < points; point++) {
      Color colour = points <= Look.colourCount() ? Look.colour(point)
          : Look.ramp((double) point / (points - 1));
      lines.add(new Line(TableView.label(shape, hints, 0, point),
          finite(Arrays.copyOfRange(grid.column(metric), point * columns, (point + 1) * columns)), colour,
          Look.stroke(0)));
    }
    return lines;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT + Look.titleHeight(title);
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, height());
    Look.title(graphics, title, WIDTH);
    graphics.translate(0, Look.titleHeight(title));
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  private XYChart chart(String unit, Display hint) {
    XYChart drawn = new XYChartBuilder().width(WIDTH).height(HEIGHT)
        .xAxisTitle(TableView.heading(shape, hints, axis))
        .yAxisTitle(unit.isEmpty() ? "pure number" : unit).build();
    style(drawn, hint);
    for (Line line : lines) {
      XYSeries series = drawn.addSeries(line.name, points(),
          line.values.stream().mapToDouble(Double::doubleValue).toArray());
      series.setMarkerColor(line.colour);
      series.setLineColor(line.colour).setLineStyle(line.stroke);
      series.setMarker(shape.count(axis) <= MOST_MARKERS ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }
    roundTicks(drawn);
    roundValueTicks(drawn);
    return drawn;
  }

  private void style(XYChart drawn, Display hint) {
    var styler = drawn.getStyler();
    Look.apply(styler);
    styler.setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line).setLegendVisible(lines.size() > 1)
        .setLegendPosition(lines.size() > 3 ? LegendPosition.OutsideE : LegendPosition.OutsideS)
        .setLegendLayout(lines.size() > 3 ? LegendLayout.Vertical : LegendLayout.Horizontal)
        .setMarkerSize(6)
        .setLocale(Locale.ROOT);
    styler.setPlotGridVerticalLinesVisible(false).setXAxisLogarithmic(shape.isLogarithmic(axis))
        .setYAxisTickLabelsFormattingFunction(value -> DisplayText.of(value, hint));
    styler.setXAxisTickLabelsFormattingFunction(this::label);
  }

  private String label(double value) {
    if (shape.hasNumbers(axis)) {
      return hints.value(shape, axis, value);
    }
    boolean isPoint = value == Math.rint(value) && value >= 0 && value < shape.count(axis);
    return isPoint ? TableView.label(shape, hints, axis, (long) value) : "";
  }

  // XChart puts ticks on points that are evenly spaced, however odd they are. An unseen point between them makes it
  // choose round ones; of few points everyone has its tick.
  private void roundTicks(XYChart drawn) {
    if (!shape.hasNumbers(axis) || shape.count(axis) <= MOST_POINTS_AS_TICKS) {
      return;
    }
    double between = shape.value(axis, 0) * 0.4 + shape.value(axis, 1) * 0.6;
    unseen(drawn, " ", between, Double.NaN);
  }

  // The same for the values, of which none needs its own tick.
  private void roundValueTicks(XYChart drawn) {
    DoubleSummaryStatistics values = lines.stream().flatMap(line -> line.values.stream())
        .mapToDouble(Double::doubleValue).filter(Double::isFinite).summaryStatistics();
    if (values.getMin() < values.getMax()) {
      double between = values.getMin() * 0.63 + values.getMax() * 0.37;
      unseen(drawn, "  ", points()[0], between);
    }
  }

  private static void unseen(XYChart drawn, String name, double x, double y) {
    XYSeries unseen = drawn.addSeries(name, new double[]{x}, new double[]{y});
    unseen.setShowInLegend(false);
    unseen.setMarker(SeriesMarkers.NONE);
  }

  private double[] points() {
    double[] points = new double[(int) shape.count(axis)];
    for (int point = 0; point < points.length; point++) {
      points[point] = shape.hasNumbers(axis) ? shape.value(axis, point) : point;
    }
    return points;
  }

  // XChart leaves a gap at NaN and fails at infinities.
  private static List<Double> finite(double[] values) {
    return Arrays.stream(values).map(value -> Double.isFinite(value) ? value : Double.NaN).boxed().toList();
  }
}
