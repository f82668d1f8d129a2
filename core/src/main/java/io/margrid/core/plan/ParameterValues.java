package io.margrid.core.plan;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Nearest;
import io.margrid.core.fault.Reason;
import io.margrid.core.model.CompiledModel;
import io.margrid.core.model.ParameterDefinition;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a model while a scenario is applied to them: defaults, then settings, then shocks in their order.
 * Remembers which field decided each value, for error messages. Mutable, confined to the planner.
 */
final class ParameterValues {
  private final CompiledModel model;
  private final double[] values;
  private final @Nullable FieldPath[] fields;
  private final BitSet shocked;

  private ParameterValues(CompiledModel model, double[] values, @Nullable FieldPath[] fields,
      BitSet shocked) {
    this.model = model;
    this.values = values;
    this.fields = fields;
    this.shocked = shocked;
  }

  static ParameterValues defaults(CompiledModel model) {
    double[] values = Arrays.stream(model.defaults()).mapToDouble(series -> series[0]).toArray();
    return new ParameterValues(model, values, new FieldPath[values.length], new BitSet());
  }

  ParameterValues copy() {
    return new ParameterValues(model, values.clone(), fields.clone(), (BitSet) shocked.clone());
  }

  /** Position of a parameter, or a fault. */
  static OptionalInt find(CompiledModel model, GridQuery.Name name, Faults faults) {
    OptionalInt found = model.findParameter(name.text());
    if (found.isEmpty()) {
      faults.add(name.field(), Reason.UNKNOWN_PARAMETER, name.text(), Nearest.rule("a parameter of the model",
          name.text(), model.parameterNames()));
    }
    return found;
  }

  /**
   * Applies changes on top of what is there.
   *
   * @return the parameters touched
   */
  BitSet apply(GridQuery.Changes changes, Faults faults) {
    BitSet set = new BitSet();
    BitSet shockedBefore = (BitSet) shocked.clone();
    for (GridQuery.Setting setting : changes.settings()) {
      find(model, setting.parameter(), faults).ifPresent(parameter -> {
        if (set.get(parameter)) {
          faults.add(setting.parameter().field(), Reason.DUPLICATE, setting.parameter().text(),
              "each parameter set once");
        }
        if (shockedBefore.get(parameter)) {
          faults.add(setting.parameter().field(), Reason.INVALID_AXIS, setting.parameter().text(),
              "no value for a parameter that a shock of the scenario touches");
        }
        set.set(parameter);
        assign(parameter, setting.value(), setting.field());
      });
    }
    BitSet touched = (BitSet) set.clone();
    for (GridQuery.Shock shock : changes.shocks()) {
      find(model, shock.parameter(), faults).ifPresent(parameter -> {
        touched.set(parameter);
        shocked.set(parameter);
        assign(parameter, shock.mode().apply(values[parameter], shock.change()), shock.field());
      });
    }
    return touched;
  }

  private void assign(int parameter, double value, FieldPath field) {
    values[parameter] = value + 0.0;
    fields[parameter] = field;
  }

  double value(int parameter) {
    return values[parameter];
  }

  double[] values() {
    return values.clone();
  }

  boolean isShocked(int parameter) {
    return shocked.get(parameter);
  }

  /** Checks that a value is finite and within the parameter's bounds. */
  void check(int parameter, Faults faults) {
    FieldPath field = fields[parameter];
    if (field != null) {
      check(model, parameter, values[parameter], field, faults);
    }
  }

  /**
   * Checks a final value.
   *
   * @return whether it may stand
   */
  static boolean check(CompiledModel model, int parameter, double value, FieldPath field, Faults faults) {
    ParameterDefinition definition = model.definition().parameters().get(parameter);
    if (!Double.isFinite(value)) {
      faults.add(field, Reason.INVALID_VALUE, definition.name() + " = " + value, "a finite final value");
      return false;
    }
    double least = definition.minimum().orElse(Double.NEGATIVE_INFINITY);
    double greatest = definition.maximum().orElse(Double.POSITIVE_INFINITY);
    if (value < least || value > greatest) {
      faults.add(field, Reason.OUT_OF_BOUNDS, definition.name() + " = " + value, bounds(least, greatest));
      return false;
    }
    return true;
  }

  private static String bounds(double least, double greatest) {
    if (greatest == Double.POSITIVE_INFINITY) {
      return "at least " + least;
    }
    return least == Double.NEGATIVE_INFINITY ? "at most " + greatest : least + " to " + greatest;
  }
}
