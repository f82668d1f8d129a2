package io.margrid.client.cli.chart;

import io.margrid.client.cli.fault.CommandException;
import io.margrid.client.cli.output.ColourScale;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.TableView;
import io.margrid.v1.Display;
import io.margrid.v1.FrontierLine;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;

/**
 * A heatmap of one metric of a grid of two axes: the first axis downwards, as in tables, the second to the right. Cells without
 * a number stay pale. XChart draws axes and cells; values and legend are ours, since XChart writes values in one
 * colour, which does not read on all of a scale.
 */
final class HeatmapPanel implements Panel {
  private static final int LEAST_PLOT_WIDTH = 660;
  private static final int LEAST_PLOT_HEIGHT = 500;
  private static final int MARGINS = 90;
  private static final int LEGEND_WIDTH = 110;

  private final GridValues grid;
  private final GridShape shape;
  private final Hints hints;
  private final int metric;
  private final Display hint;
  private final ColourScale scale;
  private final Chart chart;
  private final List<FrontierLine> contour;
  private final List<String> title;

  private HeatmapPanel(GridValues grid, Hints hints, String title, int metric, String goal,
      List<FrontierLine> contour) {
    this.contour = List.copyOf(contour);
    this.title = List.of(title, goal.isEmpty() ? hints.heading(grid.shape().metrics().get(metric))
        + grid.shape().note() : goal);
    this.grid = grid;
    this.shape = grid.shape();
    this.hints = hints;
    this.metric = metric;
    hint = hints.of(shape.metrics().get(metric).getName());
    scale = ColourScale.of(grid.column(metric));
    if (scale.isEmpty()) {
      throw CommandException.failed(
          shape.metrics().get(metric).getName() + ": no finite value (expected: at least one to draw)", null);
    }
    // At least one place for each point: XChart leaves out labels otherwise.
    chart = new Chart(
        new HeatMapChartBuilder().width((int) Math.max(LEAST_PLOT_WIDTH, shape.count(1)) + MARGINS)
            .height((int) Math.max(LEAST_PLOT_HEIGHT, shape.count(0)) + MARGINS)
            .xAxisTitle(TableView.heading(shape, hints, 1)).yAxisTitle(TableView.heading(shape, hints, 0)));
    style(chart.getStyler());
    List<String> rows = new ArrayList<>(labels(0));
    Collections.reverse(rows); // XChart counts rows from below.
    chart.addSeries("cells", labels(1), rows, cells());
  }

  /** A panel for each metric. */
  static List<Panel> of(GridValues grid, Hints hints, String title) {
    List<Panel> panels = new ArrayList<>();
    for (int metric = 0; metric < grid.shape().metrics().size(); metric++) {
      panels.add(new HeatmapPanel(grid, hints, title, metric, "", List.of()));
    }
    return panels;
  }

  /** A panel for the first metric with the lines on which it meets a target. */
  static List<Panel> withContour(GridValues grid, Hints hints, String title, List<FrontierLine> lines,
      String goal) {
    return List.of(new HeatmapPanel(grid, hints, title, 0, "line: " + goal, lines));
  }

  @Override
  public int width() {
    return chart.getWidth() + LEGEND_WIDTH;
  }

  @Override
  public int height() {
    return chart.getHeight() + Look.titleHeight(title);
  }

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width(), height());
    Look.title(graphics, title, width());
    graphics.translate(0, Look.titleHeight(title));
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    Rectangle2D plot = chart.plotBounds();
    new Contour(shape, contour).paint(graphics, plot);
    new CellTexts(grid, metric, hint, scale).paint(graphics, plot);
    new ColourLegend(scale, hint).paint(graphics, chart.getWidth(), plot);
  }

  private void style(HeatMapStyler styler) {
    Look.apply(styler);
    styler.setRangeColors(Arrays.stream(scale.colours()).mapToObj(Color::new).toArray(Color[]::new))
        .setMin(scale.lower()).setMax(scale.upper()).setDrawBorder(false).setShowValue(false);
    // Smooth edges would let the background shine through between cells.
    styler.setLegendVisible(false).setPlotContentSize(1).setAntiAlias(false);
    styler.setPlotGridLinesVisible(false).setPlotMargin(0).setXAxisTickMarkSpacingHint(1)
        .setPlotTicksMarksVisible(false).setAxisTicksMarksVisible(false).setPlotBackgroundColor(Look.PALE);
  }

  /** A label for each point; blank but for as many, evenly spaced, as can be read. */
  private List<String> labels(int axis) {
    long stride = axis == 1 ? NeatStride.across(shape, hints, LEAST_PLOT_WIDTH)
        : NeatStride.downwards(shape, LEAST_PLOT_HEIGHT);
    List<String> labels = new ArrayList<>();
    for (long point = 0; point < shape.count(axis); point++) {
      labels.add(point % stride == 0 ? TableView.label(shape, hints, axis, point) : "");
    }
    return labels;
  }

  private List<Number[]> cells() {
    List<Number[]> cells = new ArrayList<>();
    for (int row = 0; row < shape.count(0); row++) {
      for (int column = 0; column < shape.count(1); column++) {
        double value = grid.at(metric, row, column);
        if (Double.isFinite(value)) {
          cells.add(new Number[]{column, shape.count(0) - 1 - row, value});
        }
      }
    }
    return cells;
  }

  /** XChart's heatmap, and where its plot lies; it knows only after it has been painted. */
  private static final class Chart extends HeatMapChart {
    Chart(HeatMapChartBuilder settings) {
      super(settings);
    }

    Rectangle2D plotBounds() {
      return plot.getBounds();
    }
  }
}
