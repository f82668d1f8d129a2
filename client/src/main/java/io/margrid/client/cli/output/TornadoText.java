package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import io.margrid.v1.TornadoBar;
import io.margrid.v1.TornadoMetric;
import io.margrid.v1.TornadoResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What matters most, as bars of text: a block for each metric, the metric's base in the middle. */
public final class TornadoText {
  private static final int HALF = 18;
  private static final int PARTS = 8;
  private static final double ROUNDING = 1e-13;
  private static final String AT_LOW = "░";
  private static final String AT_HIGH = "█";

  /** What the star behind a parameter means. */
  public static final String CLAMPED = "* stopped by a bound, short of its share";

  private final Hints hints;

  private TornadoText(Hints hints) {
    this.hints = hints;
  }

  /**
   * A line for each metric and parameter, in the order of the bars; every number reads back to the same double.
   */
  public static String csv(TornadoResponse response) {
    StringBuilder text = new StringBuilder(
        "metric,unit,base,parameter,parameter_base,low,high,at_low,at_high,clamped\n");
    for (TornadoMetric metric : response.getMetricsList()) {
      for (TornadoBar bar : metric.getBarsList()) {
        new CsvLine(text).text(metric.getMetric().getName()).text(metric.getMetric().getUnit())
            .number(metric.getBase()).text(bar.getRange().getParameter()).number(bar.getBase())
            .number(bar.getRange().getLow()).number(bar.getRange().getHigh()).number(bar.getAtLow())
            .number(bar.getAtHigh()).text(Boolean.toString(bar.getClamped())).end();
      }
    }
    return text.toString();
  }

  /** The parameter of a bar, marked if a bound stopped it; {@link #CLAMPED} says what the mark means. */
  public static String name(TornadoBar bar) {
    return bar.getRange().getParameter() + (bar.getClamped() ? " *" : "");
  }

  /** The bars of all metrics. */
  public static String render(TornadoResponse response, Hints hints) {
    TornadoText text = new TornadoText(hints);
    List<String> blocks = new ArrayList<>();
    response.getMetricsList().forEach(metric -> blocks.add(text.block(metric)));
    boolean clamped = response.getMetricsList().stream().anyMatch(TornadoText::anyClamped);
    return String.join("\n", blocks) + "\n" + AT_LOW.repeat(3) + " with the parameter at its low   "
        + AT_HIGH.repeat(3) + " at its high\n" + (clamped ? CLAMPED + "\n" : "");
  }

  /** Whether a bound stopped a parameter that has an effect. */
  public static boolean anyClamped(TornadoMetric metric) {
    return metric.getBarsList().stream().anyMatch(bar -> bar.getClamped() && moves(bar, metric.getBase()));
  }

  /** Whether a parameter has an effect: more than what rounding does to the last digits of the metric. */
  public static boolean moves(TornadoBar bar, double base) {
    return differs(bar.getAtLow(), base) || differs(bar.getAtHigh(), base);
  }

  private static boolean differs(double value, double base) {
    return value != base && !(Math.abs(value - base) < ROUNDING * Math.abs(base));
  }

  private String block(TornadoMetric metric) {
    Display hint = hints.of(metric.getMetric().getName());
    String base = DisplayText.of(metric.getBase(), hint);
    TextTable table = new TextTable().left(1).heading(List.of("parameter", "low", "high", "at low", "at high",
        " ".repeat(HALF - base.length() / 2) + base + " ".repeat(Math.max(0, HALF - base.length() / 2))));
    List<String> still = new ArrayList<>();
    double widest = metric.getBarsList().stream().mapToDouble(bar -> reach(bar, metric.getBase())).max()
        .orElse(0);
    for (TornadoBar bar : metric.getBarsList()) {
      if (moves(bar, metric.getBase())) {
        table.row(row(bar, metric.getBase(), widest, hint));
      } else {
        still.add(bar.getRange().getParameter());
      }
    }
    return hints.heading(metric.getMetric()) + "\n" + table.render()
        + (still.isEmpty() ? "" : "no effect: " + String.join(", ", still) + "\n");
  }

  private List<String> row(TornadoBar bar, double base, double widest, Display hint) {
    String name = bar.getRange().getParameter();
    Display input = hints.of(name).toBuilder().clearDecimals().build();
    return List.of(name(bar), DisplayText.of(bar.getRange().getLow(), input),
        DisplayText.of(bar.getRange().getHigh(), input), DisplayText.of(bar.getAtLow(), hint),
        DisplayText.of(bar.getAtHigh(), hint), bars(bar, base, widest));
  }

  // Where both ends lie on one side, the nearer one is drawn over the farther.
  private static String bars(TornadoBar bar, double base, double widest) {
    String[] places = new String[2 * HALF + 1];
    Arrays.fill(places, " ");
    boolean lowFarther = Math.abs(bar.getAtLow() - base) > Math.abs(bar.getAtHigh() - base);
    draw(places, (lowFarther ? bar.getAtLow() : bar.getAtHigh()) - base, widest,
        lowFarther ? AT_LOW : AT_HIGH);
    draw(places, (lowFarther ? bar.getAtHigh() : bar.getAtLow()) - base, widest,
        lowFarther ? AT_HIGH : AT_LOW);
    places[HALF] = "│";
    return String.join("", places);
  }

  private static void draw(String[] places, double change, double widest, String mark) {
    if (!Double.isFinite(change) || widest == 0) {
      return;
    }
    int length = (int) Math.round(Math.abs(change) / widest * HALF * PARTS) / PARTS;
    for (int i = 1; i <= Math.max(length, change == 0 ? 0 : 1); i++) {
      places[HALF + (change < 0 ? -i : i)] = mark;
    }
  }

  private static double reach(TornadoBar bar, double base) {
    double low = Math.abs(bar.getAtLow() - base);
    double high = Math.abs(bar.getAtHigh() - base);
    return Math.max(Double.isFinite(low) ? low : 0, Double.isFinite(high) ? high : 0);
  }
}
