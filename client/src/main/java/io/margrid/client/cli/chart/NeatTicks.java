package io.margrid.client.cli.chart;

import java.util.ArrayList;
import java.util.List;

/** Round values in an interval: multiples of 1, 2 or 5 times a power of ten. */
final class NeatTicks {
  private NeatTicks() {}

  /** From {@code least} to {@code greatest}, ascending, at most {@code most}; the only value if they are equal. */
  static List<Double> between(double least, double greatest, int most) {
    double width = greatest / most - least / most;
    if (!(width > 0) || !Double.isFinite(width)) {
      return List.of(greatest);
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double step = width <= power ? power
        : width <= 2 * power ? 2 * power
            : width <= 5 * power ? 5 * power : 10 * power;
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(least / step); tick * step <= greatest && ticks.size() <= most; tick++) {
      ticks.add(tick * step + 0.0); // Minus zero becomes zero.
    }
    return ticks.isEmpty() ? List.of(greatest) : ticks;
  }
}
