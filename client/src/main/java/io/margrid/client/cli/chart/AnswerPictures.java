package io.margrid.client.cli.chart;

import io.margrid.client.cli.chart.BarPanel.Bar;
import io.margrid.client.cli.chart.BarPanel.LegendKey;
import io.margrid.client.cli.chart.BarPanel.Row;
import io.margrid.client.cli.output.BridgeText;
import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.GridShape;
import io.margrid.client.cli.output.GridValues;
import io.margrid.client.cli.output.Hints;
import io.margrid.client.cli.output.SignedText;
import io.margrid.client.cli.output.TableView;
import io.margrid.client.cli.output.TornadoText;
import io.margrid.v1.BridgeResponse;
import io.margrid.v1.Contribution;
import io.margrid.v1.Display;
import io.margrid.v1.FrontierLine;
import io.margrid.v1.GridMetric;
import io.margrid.v1.TornadoBar;
import io.margrid.v1.TornadoMetric;
import io.margrid.v1.TornadoResponse;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Answers to questions as PNGs; every method writes one to a stream that stays open. */
public final class AnswerPictures {
  private static final Color LOW = new Color(0xe69f00);
  private static final Color HIGH = new Color(0x0072b2);
  private static final Color TOTAL = new Color(0x666666);

  private static final List<LegendKey> KEYS = List.of(new LegendKey("with the parameter at its low", LOW),
      new LegendKey("at its high", HIGH));

  private AnswerPictures() {}

  /** A tornado for each metric, without parameters that have no effect. */
  public static void tornado(TornadoResponse tornado, Hints hints, String title, OutputStream out)
      throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (TornadoMetric metric : tornado.getMetricsList()) {
      Display hint = hints.of(metric.getMetric().getName());
      List<Row> rows = new ArrayList<>();
      for (TornadoBar bar : metric.getBarsList()) {
        if (TornadoText.moves(bar, metric.getBase())) {
          rows.add(row(bar, metric.getBase(), hints, hint));
        }
      }
      panels.add(new BarPanel(List.of(title, hints.heading(metric.getMetric()) + ", base "
          + DisplayText.of(metric.getBase(), hint)), metric.getBase(), rows, keys(metric)));
    }
    Picture.write(panels, out);
  }

  private static List<LegendKey> keys(TornadoMetric metric) {
    List<LegendKey> keys = new ArrayList<>(KEYS);
    if (TornadoText.anyClamped(metric)) {
      keys.add(new LegendKey(TornadoText.CLAMPED, Color.WHITE));
    }
    return keys;
  }

  private static Row row(TornadoBar bar, double base, Hints hints, Display hint) {
    String name = bar.getRange().getParameter();
    Display input = hints.of(name).toBuilder().clearDecimals().build();
    Bar low = new Bar(base, bar.getAtLow(), LOW);
    Bar high = new Bar(base, bar.getAtHigh(), HIGH);
    boolean lowFarther = Math.abs(bar.getAtLow() - base) > Math.abs(bar.getAtHigh() - base);
    return new Row(
        TornadoText.name(bar) + "  " + DisplayText.of(bar.getRange().getLow(), input) + " to "
            + DisplayText.of(bar.getRange().getHigh(), input),
        DisplayText.of(bar.getAtLow(), hint) + " to " + DisplayText.of(bar.getAtHigh(), hint),
        lowFarther ? List.of(low, high) : List.of(high, low));
  }

  /** A waterfall; {@code from} and {@code to} name its ends. */
  public static void bridge(BridgeResponse bridge, Hints hints, String title, String from, String to,
      OutputStream out) throws IOException {
    Display hint = hints.of(bridge.getMetric().getName());
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(from, DisplayText.of(bridge.getFrom(), hint),
        List.of(new Bar(0, bridge.getFrom(), TOTAL))));
    double level = bridge.getFrom();
    for (Contribution step : bridge.getContributionsList()) {
      Display input = hints.of(step.getParameter()).toBuilder().clearDecimals().build();
      rows.add(new Row(
          step.getParameter() + (BridgeText.differsElsewhere(step) ? BridgeText.ELSEWHERE
              : "  " + DisplayText.of(step.getFrom(), input) + " to " + DisplayText.of(step.getTo(), input)),
          SignedText.of(step.getChange(), hint),
          List.of(new Bar(level, level + step.getChange(), step.getChange() < 0 ? LOW : HIGH))));
      level += step.getChange();
    }
    rows.add(new Row(to, DisplayText.of(bridge.getTo(), hint), List.of(new Bar(0, bridge.getTo(), TOTAL))));
    Picture.write(
        List.of(new BarPanel(List.of(title, hints.heading(bridge.getMetric())), 0, rows, List.of())),
        out);
  }

  /** Scenarios side by side: lines over time, or a bar for each scenario; a panel for each metric. */
  public static void compare(GridValues compared, Hints hints, String title, OutputStream out)
      throws IOException {
    GridShape shape = compared.shape();
    if (shape.axisCount() == 2) {
      Picture.write(LinePanel.of(compared, hints, title), out);
      return;
    }
    List<Panel> panels = new ArrayList<>();
    for (int metric = 0; metric < shape.metrics().size(); metric++) {
      GridMetric shown = shape.metrics().get(metric);
      List<Row> rows = new ArrayList<>();
      for (int scenario = 0; scenario < shape.count(0); scenario++) {
        double value = compared.column(metric)[scenario];
        rows.add(new Row(TableView.label(shape, hints, 0, scenario),
            DisplayText.of(value, hints.of(shown.getName())),
            List.of(new Bar(0, value, scenario == 0 ? TOTAL : Look.colour(scenario - 1)))));
      }
      panels.add(new BarPanel(List.of(title, hints.heading(shown) + shape.note()), 0, rows, List.of()));
    }
    Picture.write(panels, out);
  }

  /** A heatmap with the lines of a contour on it; {@code goal} says what holds on them. */
  public static void frontier(GridValues grid, List<FrontierLine> lines, Hints hints, String title,
      String goal,
      OutputStream out) throws IOException {
    Picture.write(HeatmapPanel.withContour(grid, hints, title, lines, goal), out);
  }
}
