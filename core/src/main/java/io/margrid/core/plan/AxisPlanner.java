package io.margrid.core.plan;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import io.margrid.core.grid.AxisMode;
import io.margrid.core.grid.ListedPoints;
import io.margrid.core.model.CompiledModel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the axes of a query into inputs of the model. A parameter may be moved by one axis only. */
final class AxisPlanner {
  private final CompiledModel model;
  private final ParameterValues scenario;
  private final Faults faults;
  private final BitSet moved = new BitSet();

  AxisPlanner(CompiledModel model, ParameterValues scenario, Faults faults) {
    this.model = model;
    this.scenario = scenario;
    this.faults = faults;
  }

  PlannedAxis plan(GridQuery.Axis axis) {
    return switch (axis) {
      case GridQuery.Zipped zipped -> zipped(zipped);
      case GridQuery.Cases cases -> cases(cases);
    };
  }

  /** Parameters moved by the axes planned so far. */
  BitSet moved() {
    return moved;
  }

  private PlannedAxis zipped(GridQuery.Zipped axis) {
    List<PlannedAxis.Member> members = new ArrayList<>();
    List<AxisInput> inputs = new ArrayList<>();
    for (GridQuery.Member member : axis.members()) {
      ParameterValues.find(model, member.parameter(), faults).ifPresent(parameter -> {
        move(parameter, member.parameter(), member.mode());
        AxisInput input = new AxisInput(parameter, member.points(), member.mode(), scenario.value(parameter));
        checkBounds(input, member);
        inputs.add(input);
        members
            .add(new PlannedAxis.Member(member.parameter().text(), model.parameterUnit(parameter).toString(),
                member.mode(), member.points()));
      });
    }
    String name = axis.name().isEmpty()
        ? axis.members().stream().map(member -> member.parameter().text()).collect(Collectors.joining("+"))
        : axis.name();
    return new PlannedAxis(name, axis.count(), axis.labels(), members, inputs);
  }

  private void move(int parameter, GridQuery.Name name, AxisMode mode) {
    if (moved.get(parameter)) {
      faults.add(name.field(), Reason.DUPLICATE, name.text(), "a parameter moved by one axis only");
    }
    if (mode == AxisMode.VALUE && scenario.isShocked(parameter)) {
      faults.add(name.field(), Reason.INVALID_AXIS, name.text(),
          "no value axis over a parameter that a shock of the scenario touches");
    }
    moved.set(parameter);
  }

  private void checkBounds(AxisInput input, GridQuery.Member member) {
    for (long index : input.extremes()) {
      if (!ParameterValues.check(model, input.parameter(), input.at(index), member.field(), faults)) {
        return;
      }
    }
  }

  private PlannedAxis cases(GridQuery.Cases axis) {
    BitSet touched = new BitSet();
    for (GridQuery.Case each : axis.cases()) {
      ParameterValues values = scenario.copy();
      BitSet parameters = values.apply(each.changes(), faults);
      parameters.stream().forEach(parameter -> values.check(parameter, faults));
      touched.or(parameters);
    }
    touched.stream().filter(moved::get).forEach(parameter -> faults.add(axis.field(), Reason.DUPLICATE,
        name(parameter), "a parameter moved by one axis only"));
    moved.or(touched);
    List<String> labels = axis.labels().isEmpty() ? caseNames(axis.cases()) : axis.labels();
    return new PlannedAxis(axis.name().isEmpty() ? "scenario" : axis.name(), axis.count(), labels, List.of(),
        inputs(axis.cases(), touched));
  }

  /** The values of the touched parameters, case by case; run after all faults of the cases are known. */
  private List<AxisInput> inputs(List<GridQuery.Case> cases, BitSet touched) {
    int[] parameters = touched.stream().toArray();
    double[][] values = new double[parameters.length][cases.size()];
    Faults known = new Faults();
    for (int i = 0; i < cases.size(); i++) {
      ParameterValues changed = scenario.copy();
      changed.apply(cases.get(i).changes(), known);
      for (int k = 0; k < parameters.length; k++) {
        values[k][i] = changed.value(parameters[k]);
      }
    }
    List<AxisInput> inputs = new ArrayList<>();
    for (int k = 0; k < parameters.length; k++) {
      inputs.add(new AxisInput(parameters[k], new ListedPoints(values[k]), AxisMode.VALUE, 0.0));
    }
    return inputs;
  }

  private String name(int parameter) {
    return model.definition().parameters().get(parameter).name();
  }

  private static List<String> caseNames(List<GridQuery.Case> cases) {
    List<String> names = new ArrayList<>();
    for (GridQuery.Case each : cases) {
      names.add(each.name().isEmpty() ? Integer.toString(names.size() + 1) : each.name());
    }
    return names;
  }
}
