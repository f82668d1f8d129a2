package io.margrid.bench;

import io.margrid.v1.Axis;
import io.margrid.v1.AxisMember;
import io.margrid.v1.GridSpec;
import io.margrid.v1.LinearPoints;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Scenario;
import io.margrid.v1.Series;
import io.margrid.v1.ZippedPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A model over periods and its scalar twin: the same operations, with parameters instead of earlier periods. */
public final class PeriodGrids {
  /** Periods of {@link #overPeriods}. */
  public static final int PERIODS = 12;

  private PeriodGrids() {}

  /**
   * All periods asked: rows × columns × {@value #PERIODS} cells.
   *
   * @param tabulated whether the recurrence moves with the columns only, so that its lanes are computed once for all
   *                  rows; otherwise with rows and columns
   */
  public static GridSpec overPeriods(long rows, long columns, boolean tabulated) {
    Model.Builder model = model("prev(arr, opening)", "lag(arr, 4)");
    IntStream.range(0, PERIODS).forEach(period -> model.addPeriods("t" + period));
    Series.Builder growing = Series.newBuilder();
    IntStream.range(0, PERIODS).forEach(period -> growing.addValues(10 + period));
    model.addParameters(Parameter.newBuilder().setName("net_new").setSeries(growing));
    model.addParameters(Parameter.newBuilder().setName("opening").setValue(100));
    return grid(model, rows, columns, AxisMember.Mode.MODE_FACTOR, tabulated, List.of("opening"));
  }

  /** The twin: rows × columns cells. */
  public static GridSpec scalar(long rows, long columns, boolean tabulated) {
    Model.Builder model = model("base", "older");
    Stream.of("net_new", "base", "older")
        .forEach(name -> model.addParameters(Parameter.newBuilder().setName(name).setValue(1)));
    return grid(model, rows, columns, AxisMember.Mode.MODE_VALUE, tabulated, List.of("base", "older"));
  }

  private static Model.Builder model(String before, String yearBefore) {
    return Model.newBuilder().addParameters(Parameter.newBuilder().setName("share").setValue(0.5))
        .addMetrics(metric("arr", before + " * 0.98 + net_new"))
        .addMetrics(metric("revenue", "(" + before + " + arr) / 2 * 0.25"))
        .addMetrics(metric("growth", "arr / " + yearBefore + " - 1"))
        .addMetrics(metric("margin", "revenue * share - 3"));
  }

  private static Metric metric(String name, String formula) {
    return Metric.newBuilder().setName(name).setUnit("1").setFormula(formula).build();
  }

  private static GridSpec grid(Model.Builder model, long rows, long columns, AxisMember.Mode netNew,
      boolean tabulated, List<String> alongColumns) {
    List<AxisMember> outer = new ArrayList<>();
    outer.add(member("share", AxisMember.Mode.MODE_VALUE, 0.1, 0.9, rows));
    List<AxisMember> inner = new ArrayList<>();
    alongColumns.forEach(name -> inner.add(member(name, AxisMember.Mode.MODE_VALUE, 50, 150, columns)));
    (tabulated ? inner : outer).add(member("net_new", netNew, 1, 2, tabulated ? columns : rows));
    return GridSpec.newBuilder().setScenario(Scenario.newBuilder().setModel(model)).addAxes(axis(outer))
        .addAxes(axis(inner)).build();
  }

  private static AxisMember member(String parameter, AxisMember.Mode mode, double start, double stop,
      long count) {
    return AxisMember.newBuilder().setParameter(parameter).setMode(mode)
        .setLinear(LinearPoints.newBuilder().setStart(start).setStop(stop).setCount(count)).build();
  }

  private static Axis axis(List<AxisMember> members) {
    return Axis.newBuilder().setZipped(ZippedPoints.newBuilder().addAllMembers(members)).build();
  }
}
