package io.margrid.client.cli.output;

import io.margrid.v1.BridgeResponse;
import io.margrid.v1.Contribution;
import io.margrid.v1.Display;
import java.util.List;

/** What moved a metric, as a waterfall of text: from, a step for each parameter, to. */
public final class BridgeText {
  /** What stands behind a parameter for which {@link #differsElsewhere} holds, instead of its values. */
  public static final String ELSEWHERE = " in other periods";
  private static final int PLACES = 36;

  private final BridgeResponse bridge;
  private final Hints hints;
  private double least;
  private double greatest;

  private BridgeText(BridgeResponse bridge, Hints hints) {
    this.bridge = bridge;
    this.hints = hints;
    least = Math.min(bridge.getFrom(), bridge.getTo());
    greatest = Math.max(bridge.getFrom(), bridge.getTo());
    double level = bridge.getFrom();
    for (Contribution step : bridge.getContributionsList()) {
      level += step.getChange();
      least = Math.min(least, level);
      greatest = Math.max(greatest, level);
    }
  }

  /**
   * A line for the start, each step and the end: a step's values are the parameter's, the ends' the metric's. Every
   * number reads back to the same double.
   */
  public static String csv(BridgeResponse bridge, String from, String to) {
    StringBuilder text = new StringBuilder("metric,unit,step,name,from,to,change,standard_error\n");
    end(text, bridge, "from", from, bridge.getFrom());
    for (Contribution step : bridge.getContributionsList()) {
      start(text, bridge, "parameter", step.getParameter()).number(step.getFrom()).number(step.getTo())
          .number(step.getChange()).number(step.getStandardError()).end();
    }
    end(text, bridge, "to", to, bridge.getTo());
    return text.toString();
  }

  private static CsvLine start(StringBuilder text, BridgeResponse bridge, String step, String name) {
    return new CsvLine(text).text(bridge.getMetric().getName()).text(bridge.getMetric().getUnit()).text(step)
        .text(name);
  }

  private static void end(StringBuilder text, BridgeResponse bridge, String step, String name, double value) {
    CsvLine line = start(text, bridge, step, name);
    if (step.equals("from")) {
      line.number(value).text("");
    } else {
      line.text("").number(value);
    }
    line.text("").text("").end();
  }

  /** Whether a parameter differs, but not in the period looked at: its values there would seem to say that it does not. */
  public static boolean differsElsewhere(Contribution step) {
    return step.getFrom() == step.getTo();
  }

  /** The waterfall; {@code from} and {@code to} name the ends. */
  public static String render(BridgeResponse bridge, Hints hints, String from, String to) {
    return new BridgeText(bridge, hints).text(from, to);
  }

  private String text(String from, String to) {
    Display hint = hints.of(bridge.getMetric().getName());
    TextTable table = new TextTable().left(1)
        .heading(List.of("", "from", "to", "change", bar(least, least, " ")));
    table.row(List.of(from, "", "", DisplayText.of(bridge.getFrom(), hint),
        bar(origin(), bridge.getFrom(), "█")));
    double level = bridge.getFrom();
    for (Contribution step : bridge.getContributionsList()) {
      Display input = hints.of(step.getParameter()).toBuilder().clearDecimals().build();
      String error = bridge.getSampled()
          ? " ± " + DisplayText.of(step.getStandardError(), hint)
          : "";
      boolean elsewhere = differsElsewhere(step);
      table.row(List.of("  " + step.getParameter() + (elsewhere ? ELSEWHERE : ""),
          elsewhere ? "" : DisplayText.of(step.getFrom(), input),
          elsewhere ? "" : DisplayText.of(step.getTo(), input), SignedText.of(step.getChange(), hint) + error,
          bar(level, level + step.getChange(), step.getChange() < 0 ? "░" : "▓")));
      level += step.getChange();
    }
    table.row(List.of(to, "", "", DisplayText.of(bridge.getTo(), hint),
        bar(origin(), bridge.getTo(), "█")));
    return hints.heading(bridge.getMetric()) + "\n" + table.render()
        + (bridge.getSampled() ? "sampled: ± is the standard error\n" : "");
  }

  // Totals stand on zero where zero is in sight, else on the left edge.
  private double origin() {
    return least <= 0 && greatest >= 0 ? 0 : least > 0 ? least - margin() : greatest + margin();
  }

  private double margin() {
    return (greatest - least) / 4;
  }

  private String bar(double start, double end, String mark) {
    double left = Math.min(least, origin());
    double width = Math.max(greatest, origin()) - left;
    if (!Double.isFinite(width) || width == 0) {
      return " ".repeat(PLACES);
    }
    int first = (int) Math.floor((Math.min(start, end) - left) / width * (PLACES - 1));
    int last = (int) Math.floor((Math.max(start, end) - left) / width * (PLACES - 1));
    return " ".repeat(first) + mark.repeat(last - first + 1) + " ".repeat(PLACES - 1 - last);
  }
}
