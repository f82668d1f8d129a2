package io.margrid.core.analysis;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.plan.GridLimits;
import io.margrid.core.plan.GridPlan;
import io.margrid.core.plan.GridPlanner;
import io.margrid.core.plan.GridQuery;
import io.margrid.core.stop.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Grids whose cells take each parameter from the one or the other of two scenarios. */
final class Corners {
  /** Points of an axis over all its members, 16 MiB: a bridge may be asked for hundreds of thousands of values. */
  private static final long MAX_POINTS = 1L << 21;

  private final CompiledModel model;
  private final double[][] before;
  private final double[][] after;
  private final GridPlan from;

  Corners(BridgePlan plan) {
    this.from = plan.from();
    this.model = from.model();
    this.before = from.parametersAt(0);
    this.after = plan.to().parametersAt(0);
  }

  /**
   * All corners: one axis of two points for each parameter, so that cell {@code i} has the parameters as at the end whose
   * bits are set in {@code i}, the last parameter's bit being the lowest.
   */
  GridPlan all(List<Integer> parameters) {
    return plan(parameters.stream()
        .map(parameter -> axis(List.of(parameter), new boolean[][]{{false, true}})).toList());
  }

  /**
   * The metric in some corners, a few at a time where many values of parameters differ.
   *
   * @param atEnd by parameter and lane: whether the parameter is as at the end
   * @param stop  ends the work, also within a few
   */
  double[] some(List<Integer> parameters, boolean[][] atEnd, Stop stop) {
    double[] values = new double[atEnd[0].length];
    long differing = parameters.stream().mapToLong(this::differing).sum();
    int most = Math.clamp(MAX_POINTS / Math.max(1, differing), 1, values.length);
    for (int first = 0; first < values.length; first += most) {
      int from = first;
      int to = Math.min(values.length, first + most);
      boolean[][] part = Arrays.stream(atEnd).map(lanes -> Arrays.copyOfRange(lanes, from, to))
          .toArray(boolean[][]::new);
      double[] computed = Columns.of(plan(List.of(axis(parameters, part))), stop)[0];
      System.arraycopy(computed, 0, values, from, computed.length);
    }
    return values;
  }

  private long differing(int parameter) {
    return IntStream.range(0, before[parameter].length)
        .filter(period -> before[parameter][period] != after[parameter][period]).count();
  }

  private GridQuery.Axis axis(List<Integer> parameters, boolean[][] atEnd) {
    List<GridQuery.Member> members = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      members.addAll(members(parameters.get(i), atEnd[i]));
    }
    return new GridQuery.Zipped("", List.of(), members, FieldPath.ROOT);
  }

  /** One member where the parameter is the same in all periods, else one for each period that differs. */
  private List<GridQuery.Member> members(int parameter, boolean[] atEnd) {
    if (isConstant(before[parameter]) && isConstant(after[parameter])) {
      return List.of(member(parameter, Optional.empty(), 0, atEnd));
    }
    return IntStream.range(0, before[parameter].length)
        .filter(period -> before[parameter][period] != after[parameter][period])
        .mapToObj(period -> member(parameter, Optional.of(name(model.periods().get(period))), period, atEnd))
        .toList();
  }

  private static boolean isConstant(double[] values) {
    return Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  private GridQuery.Member member(int parameter, Optional<GridQuery.Name> named, int period,
      boolean[] atEnd) {
    double start = before[parameter][period];
    double end = after[parameter][period];
    double[] points = new double[atEnd.length];
    for (int i = 0; i < points.length; i++) {
      points[i] = atEnd[i] ? end : start;
    }
    return new GridQuery.Member(name(model.parameterNames().get(parameter)), named, AxisMode.VALUE,
        new GridQuery.MemberPoints.Single(new ListedPoints(points)), FieldPath.ROOT);
  }

  private static GridQuery.Name name(String text) {
    return new GridQuery.Name(text, FieldPath.ROOT);
  }

  private GridPlan plan(List<GridQuery.Axis> axes) {
    List<GridQuery.Name> periods = model.periods().isEmpty()
        ? List.of()
        : List.of(name(model.periods().get(from.askedPeriods()[0])));
    GridQuery query = new GridQuery(new GridQuery.Changes(settings(), List.of()), axes,
        List.of(name(from.metrics().getFirst().name())), periods, FieldPath.ROOT);
    Faults faults = new Faults();
    return GridPlanner.plan(model, query, GridLimits.DEFAULT, faults)
        .orElseThrow(() -> new IllegalStateException("corners of valid scenarios: " + faults.inFieldOrder()));
  }

  /** The scenario where it starts, with its shocks done: they would stand in the way of values. */
  private List<GridQuery.Setting> settings() {
    return IntStream.range(0, before.length).mapToObj(parameter -> new GridQuery.Setting(
        name(model.parameterNames().get(parameter)), values(before[parameter]), FieldPath.ROOT)).toList();
  }

  private GridQuery.Values values(double[] values) {
    return model.periods().isEmpty()
        ? new GridQuery.Values.Single(values[0])
        : new GridQuery.Values.Series(DoubleStream.of(values).boxed().toList());
  }
}
