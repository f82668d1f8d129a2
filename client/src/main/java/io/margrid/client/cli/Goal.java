package io.margrid.client.cli;

import io.margrid.client.cli.output.DisplayText;
import io.margrid.client.cli.output.Hints;
import io.margrid.v1.Model;

/** What shall be so, in words. */
final class Goal {
  private Goal() {}

  /** {@code margin = 55%}, with the unit and the period where there are any. */
  static String text(Model model, String metric, String period, double target) {
    String unit = model.getMetricsList().stream()
        .filter(candidate -> candidate.getName().equals(metric)).map(candidate -> candidate.getUnit())
        .filter(candidate -> !candidate.isEmpty() && !candidate.equals("1")).findFirst()
        .map(candidate -> " " + candidate).orElse("");
    return metric + (period.isEmpty() ? "" : " in " + period) + " = "
        + DisplayText.of(target, new Hints(model).of(metric).toBuilder().clearDecimals().build()) + unit;
  }
}
