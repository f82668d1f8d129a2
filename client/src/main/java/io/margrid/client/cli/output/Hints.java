package io.margrid.client.cli.output;

import io.margrid.v1.Display;
import io.margrid.v1.GridMetric;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import java.util.HashMap;
import java.util.Map;

/** A model's display hints, by name. */
public final class Hints {
  private final Map<String, Display> byName = new HashMap<>();
  private final String note;

  /** The hints of a model. */
  public Hints(Model model) {
    this(model, "");
  }

  /** The hints of a model, of which {@code period} is looked at; empty for none. */
  public Hints(Model model, String period) {
    note = period.isEmpty() ? "" : " in " + period;
    for (Parameter parameter : model.getParametersList()) {
      byName.put(parameter.getName(), parameter.getDisplay());
    }
    for (Metric metric : model.getMetricsList()) {
      byName.put(metric.getName(), metric.getDisplay());
    }
  }

  /** The hint of a parameter or metric; the default one for a name without. */
  public Display of(String name) {
    return byName.getOrDefault(name, Display.getDefaultInstance());
  }

  /** The hint of a coordinate. A factor is not shown like the parameter that it scales. */
  Display of(Coordinate coordinate) {
    return of(TargetName.parameter(coordinate.name()));
  }

  /** A coordinate at a point of its axis, for people. */
  String display(Coordinate coordinate, long point) {
    // Decimals meant for results would make 2.5 % and 3 % the same label.
    return coordinate.display(point, of(coordinate).toBuilder().clearDecimals().build());
  }

  /** Name and unit of a coordinate, for headings. */
  String heading(Coordinate coordinate) {
    return withUnit(coordinate.name(), coordinate.unit(), of(coordinate));
  }

  /** Name and unit of a metric, and the period if one is looked at, for headings. */
  public String heading(GridMetric metric) {
    return withUnit(metric.getName(), metric.getUnit(), of(metric.getName())) + note;
  }

  /** The unit in which a metric is shown; empty for a plain pure number. */
  public String unit(GridMetric metric) {
    return unit(metric.getUnit(), of(metric.getName()));
  }

  /** Any number on the scale of an axis, as its points are shown. */
  public String value(GridShape shape, int axis, double value) {
    return DisplayText.of(value, of(shape.coordinates(axis).get(0)).toBuilder().clearDecimals().build());
  }

  private static String withUnit(String name, String unit, Display hint) {
    String shown = unit(unit, hint);
    return shown.isEmpty() ? name : name + " [" + shown + "]";
  }

  /** A unit as headings show it: nothing for a pure plain number. */
  static String unit(String unit, Display hint) {
    boolean pure = unit.isEmpty() || unit.equals("1");
    return switch (hint.getFormat()) {
      case FORMAT_PERCENT -> pure ? "%" : unit;
      case FORMAT_BASIS_POINTS -> pure ? "bp" : unit;
      case FORMAT_NUMBER, FORMAT_UNSPECIFIED, UNRECOGNIZED -> pure ? "" : unit;
    };
  }
}
