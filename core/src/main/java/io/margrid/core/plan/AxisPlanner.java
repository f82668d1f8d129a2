package io.margrid.core.plan;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.grid.Points;
import io.margrid.core.model.CompiledModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Turns the axes of a query into movements of the model's parameters. A place may be moved by one axis only. */
final class AxisPlanner {
  /** What the cases of an axis may make of their parameters: 8 MiB of values. */
  private static final long MAX_CASE_VALUES = 1L << 20;

  private final CompiledModel model;
  private final ParameterValues scenario;
  private final Periods periods;
  private final Faults faults;
  private final BitSet moved = new BitSet();

  AxisPlanner(CompiledModel model, ParameterValues scenario, Periods periods, Faults faults) {
    this.model = model;
    this.scenario = scenario;
    this.periods = periods;
    this.faults = faults;
  }

  PlannedAxis plan(GridQuery.Axis axis) {
    return switch (axis) {
      case GridQuery.Zipped zipped -> zipped(zipped);
      case GridQuery.Cases cases -> cases(cases);
    };
  }

  /** Places moved by the axes planned so far. */
  BitSet moved() {
    return moved;
  }

  private PlannedAxis zipped(GridQuery.Zipped axis) {
    List<PlannedAxis.Member> members = new ArrayList<>();
    List<Movement> movements = new ArrayList<>();
    for (GridQuery.Member member : axis.members()) {
      scenario.find(member.parameter()).ifPresent(parameter -> {
        List<Movement> ofMember = movements(parameter, member);
        ofMember.forEach(movement -> check(movement, member));
        move(ofMember, member);
        movements.addAll(ofMember);
        members.add(new PlannedAxis.Member(member.parameter().text(),
            member.period().map(GridQuery.Name::text).orElse(""),
            model.parameterUnit(parameter).toString(), member.mode(),
            member.points() instanceof GridQuery.MemberPoints.Single(Points points) ? Optional.of(points)
                : Optional.empty()));
      });
    }
    return new PlannedAxis(axis.name().isEmpty() ? name(axis) : axis.name(), axis.count(), axis.labels(),
        members,
        movements);
  }

  private static String name(GridQuery.Zipped axis) {
    return axis.members().stream()
        .map(member -> member.parameter().text()
            + member.period().map(period -> "[" + period.text() + "]").orElse(""))
        .collect(Collectors.joining("+"));
  }

  private List<Movement> movements(int parameter, GridQuery.Member member) {
    OptionalInt period = member.period().map(periods::find).orElse(OptionalInt.of(Movement.ALL_PERIODS));
    if (period.isEmpty()) {
      return List.of();
    }
    return switch (member.points()) {
      case GridQuery.MemberPoints.Single(Points points) ->
        List.of(new Movement(parameter, period.getAsInt(), member.mode(), points));
      case GridQuery.MemberPoints.Series series -> series(parameter, member, series);
    };
  }

  private List<Movement> series(int parameter, GridQuery.Member member,
      GridQuery.MemberPoints.Series series) {
    if (member.period().isPresent()) {
      faults.add(member.field(), Reason.INVALID_AXIS, "a series in one period",
          "single values, or no period");
    }
    double[][] points = new double[series.points().size()][];
    for (int i = 0; i < points.length; i++) {
      points[i] = periods.series(series.points().get(i).values(), series.field().index(i));
    }
    return byPeriod(parameter, member.mode(), points);
  }

  /** A movement for each period; {@code points} are by point of the axis and period. */
  private List<Movement> byPeriod(int parameter, AxisMode mode, double[][] points) {
    return IntStream.range(0, periods.count()).mapToObj(period -> new Movement(parameter, period, mode,
        new ListedPoints(Arrays.stream(points).mapToDouble(point -> point[period]).toArray()))).toList();
  }

  private void check(Movement movement, GridQuery.Member member) {
    double[] base = scenario.values(movement.parameter());
    for (int period = 0; period < base.length; period++) {
      if (movement.moves(period)) {
        for (double value : ParameterInput.extremes(movement, base[period])) {
          if (!scenario.check(movement.parameter(), value, member.field())) {
            return;
          }
        }
      }
    }
  }

  private void move(List<Movement> movements, GridQuery.Member member) {
    BitSet places = new BitSet();
    boolean shocked = false;
    for (Movement movement : movements) {
      for (int period = 0; period < periods.count(); period++) {
        if (movement.moves(period)) {
          places.set(scenario.place(movement.parameter(), period));
          shocked |= scenario.isShocked(movement.parameter(), period);
        }
      }
    }
    if (places.intersects(moved)) {
      faults.add(member.parameter().field(), Reason.DUPLICATE, member.parameter().text(),
          "a parameter (in a period) moved by one axis only");
    }
    if (shocked && member.mode() == AxisMode.VALUE) {
      faults.add(member.parameter().field(), Reason.INVALID_AXIS, member.parameter().text(),
          "no value axis over a parameter that a shock of the scenario touches");
    }
    moved.or(places);
  }

  private PlannedAxis cases(GridQuery.Cases axis) {
    BitSet touched = touched(axis);
    long values = (long) axis.cases().size() * touched.cardinality();
    if (values > MAX_CASE_VALUES) {
      faults.add(axis.field(), Reason.GRID_TOO_LARGE,
          values + " values, cases times parameters (and periods) they touch",
          "at most " + MAX_CASE_VALUES);
      return new PlannedAxis(axis.name(), axis.count(), List.of(), List.of(), List.of());
    }
    touched.stream().filter(moved::get).mapToObj(place -> place / periods.count()).distinct()
        .forEach(
            parameter -> faults.add(axis.field(), Reason.DUPLICATE, model.parameterNames().get(parameter),
                "a parameter (in a period) moved by one axis only"));
    moved.or(touched);
    return new PlannedAxis(axis.name().isEmpty() ? "scenario" : axis.name(), axis.count(), labels(axis),
        List.of(),
        movements(axis.cases(), touched));
  }

  /** Places that some case touches; what is wrong with the cases is reported. */
  private BitSet touched(GridQuery.Cases axis) {
    ParameterValues working = scenario.copy(faults);
    BitSet touched = new BitSet();
    for (GridQuery.Case each : axis.cases()) {
      BitSet places = working.apply(each.changes());
      places.stream().forEach(working::check);
      working.restore(places, scenario);
      touched.or(places);
    }
    return touched;
  }

  private static List<String> labels(GridQuery.Cases axis) {
    if (!axis.labels().isEmpty()) {
      return axis.labels();
    }
    return IntStream.range(0, axis.cases().size()).mapToObj(
        i -> axis.cases().get(i).name().isEmpty() ? Integer.toString(i + 1) : axis.cases().get(i).name())
        .toList();
  }

  /** The values of the touched parameters, case by case; one movement for all periods where they are the same in all. */
  private List<Movement> movements(List<GridQuery.Case> cases, BitSet touched) {
    int[] parameters = touched.stream().map(place -> place / periods.count()).distinct().toArray();
    // By parameter, case and period.
    double[][][] values = new double[parameters.length][cases.size()][];
    ParameterValues working = scenario.copy(new Faults());
    for (int i = 0; i < cases.size(); i++) {
      BitSet places = working.apply(cases.get(i).changes());
      for (int k = 0; k < parameters.length; k++) {
        values[k][i] = working.values(parameters[k]);
      }
      working.restore(places, scenario);
    }
    return IntStream.range(0, parameters.length).boxed()
        .flatMap(k -> movements(parameters[k], values[k], touched).stream()).toList();
  }

  private List<Movement> movements(int parameter, double[][] values, BitSet touched) {
    boolean constant = Arrays.stream(values)
        .allMatch(series -> Arrays.stream(series).allMatch(value -> value == series[0]));
    int first = scenario.place(parameter, 0);
    boolean allPeriods = touched.nextClearBit(first) >= first + periods.count();
    List<Movement> byPeriod = byPeriod(parameter, AxisMode.VALUE, values);
    if (constant && allPeriods) {
      return List
          .of(new Movement(parameter, Movement.ALL_PERIODS, AxisMode.VALUE, byPeriod.getFirst().points()));
    }
    return byPeriod.stream().filter(movement -> touched.get(first + movement.period())).toList();
  }
}
