package io.margrid.core.plan;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ParameterDefinition;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model while a scenario is applied to them: defaults, then settings, then shocks in their order.
 * Values are by parameter and period; a place is {@code parameter * periods + period}. Remembers which field decided
 * each value, for error messages. Mutable, confined to the planner.
 */
final class ParameterValues {
  private final CompiledModel model;
  private final Periods periods;
  private final Faults faults;
  private final double[][] values;
  private final @Nullable FieldPath[] fields;
  private final BitSet shocked;

  private ParameterValues(CompiledModel model, Periods periods, Faults faults, double[][] values,
      @Nullable FieldPath[] fields, BitSet shocked) {
    this.model = model;
    this.periods = periods;
    this.faults = faults;
    this.values = values;
    this.fields = fields;
    this.shocked = shocked;
  }

  static ParameterValues defaults(CompiledModel model, Periods periods, Faults faults) {
    double[][] values = model.defaults();
    return new ParameterValues(model, periods, faults, values, new FieldPath[values.length * periods.count()],
        new BitSet());
  }

  /** Whose faults go nowhere: for a second pass over what has been checked. */
  ParameterValues copy(Faults copyFaults) {
    double[][] copied = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    return new ParameterValues(model, new Periods(model, copyFaults), copyFaults, copied, fields.clone(),
        (BitSet) shocked.clone());
  }

  /** Position of a parameter, or a fault. */
  OptionalInt find(GridQuery.Name name) {
    OptionalInt found = model.findParameter(name.text());
    if (found.isEmpty()) {
      faults.addUnknown(name.field(), Reason.UNKNOWN_PARAMETER, name.text(), "a parameter of the model",
          model::parameterNames);
    }
    return found;
  }

  /**
   * Applies changes on top of what is there.
   *
   * @return the places touched
   */
  BitSet apply(GridQuery.Changes changes) {
    BitSet touched = new BitSet();
    BitSet shockedBefore = (BitSet) shocked.clone();
    for (GridQuery.Setting setting : changes.settings()) {
      find(setting.parameter()).ifPresent(parameter -> set(parameter, setting, touched, shockedBefore));
    }
    for (GridQuery.Shock shock : changes.shocks()) {
      find(shock.parameter()).ifPresent(parameter -> shock(parameter, shock, touched));
    }
    return touched;
  }

  private void set(int parameter, GridQuery.Setting setting, BitSet touched, BitSet shockedBefore) {
    if (touched.get(place(parameter, 0))) {
      faults.add(setting.parameter().field(), Reason.DUPLICATE, setting.parameter().text(),
          "each parameter set once");
    }
    double[] assigned = periods.spread(setting.values(), setting);
    for (int period = 0; period < assigned.length; period++) {
      if (shockedBefore.get(place(parameter, period))) {
        faults.add(setting.parameter().field(), Reason.INVALID_AXIS, setting.parameter().text(),
            "no value for a parameter that a shock of the scenario touches");
        return;
      }
      assign(parameter, period, assigned[period], setting.field(), touched);
    }
  }

  private void shock(int parameter, GridQuery.Shock shock, BitSet touched) {
    periods.select(shock.periods()).stream().forEach(period -> {
      shocked.set(place(parameter, period));
      assign(parameter, period, shock.mode().apply(values[parameter][period], shock.change()), shock.field(),
          touched);
    });
  }

  private void assign(int parameter, int period, double value, FieldPath field, BitSet touched) {
    values[parameter][period] = value + 0.0;
    fields[place(parameter, period)] = field;
    touched.set(place(parameter, period));
  }

  /** Takes back what was applied at these places. */
  void restore(BitSet places, ParameterValues original) {
    places.stream().forEach(place -> {
      values[place / periods.count()][place
          % periods.count()] = original.values[place / periods.count()][place
              % periods.count()];
      fields[place] = original.fields[place];
      shocked.set(place, original.shocked.get(place));
    });
  }

  int place(int parameter, int period) {
    return parameter * periods.count() + period;
  }

  /** By period; a copy. */
  double[] values(int parameter) {
    return values[parameter].clone();
  }

  /** By parameter and period; a copy. */
  double[][] values() {
    return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
  }

  boolean isShocked(int parameter, int period) {
    return shocked.get(place(parameter, period));
  }

  /** Checks the value of a place that settings or shocks decided. */
  void check(int place) {
    FieldPath field = fields[place];
    if (field != null) {
      int parameter = place / periods.count();
      check(parameter, values[parameter][place % periods.count()], field);
    }
  }

  /**
   * Checks a final value: it is finite, and within the parameter's bounds.
   *
   * @return whether it may stand
   */
  boolean check(int parameter, double value, FieldPath field) {
    ParameterDefinition definition = model.definition().parameters().get(parameter);
    if (!Double.isFinite(value)) {
      faults.add(field, Reason.INVALID_VALUE, definition.name() + " = " + FaultText.number(value),
          "a finite final value");
      return false;
    }
    double least = definition.minimum().orElse(Double.NEGATIVE_INFINITY);
    double greatest = definition.maximum().orElse(Double.POSITIVE_INFINITY);
    if (value < least || value > greatest) {
      faults.add(field, Reason.OUT_OF_BOUNDS, definition.name() + " = " + FaultText.number(value),
          FaultText.bounds(least, greatest));
      return false;
    }
    return true;
  }
}
