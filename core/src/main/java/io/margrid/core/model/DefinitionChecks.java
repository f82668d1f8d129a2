package io.margrid.core.model;

import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Unit;
import io.margrid.core.formula.UnitSyntaxException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Checks what stands in the fields of a model, one at a time. Formulas and names are checked elsewhere. */
final class DefinitionChecks {
  private static final int MAX_ID_LENGTH = 64;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final ModelDefinition model;
  private final FieldPath path;
  private final Faults faults;

  DefinitionChecks(ModelDefinition model, FieldPath path, Faults faults) {
    this.model = model;
    this.path = path;
    this.faults = faults;
  }

  /** Whether the model is small enough to look into. */
  boolean checkSizes(ModelLimits limits) {
    long before = faults.count();
    checkSize(ModelField.MODEL_PERIODS, model.periods().size(), limits.maxPeriods(), "periods");
    checkSize(ModelField.MODEL_CONSTANTS, model.constants().size(), limits.maxNames(), "constants");
    checkSize(ModelField.MODEL_METRICS, model.metrics().size(), limits.maxNames(), "metrics");
    if (model.constants().size() <= limits.maxNames()) {
      checkSize(ModelField.MODEL_PARAMETERS, model.constants().size() + model.parameters().size(),
          limits.maxNames(),
          "constants and parameters");
    }
    return faults.count() == before;
  }

  private void checkSize(ModelField field, int size, int limit, String what) {
    if (size > limit) {
      faults.add(field.in(path), Reason.MODEL_TOO_LARGE, size + " " + what, "at most " + limit);
    }
  }

  void checkAll() {
    if (!model.id().isEmpty() && (model.id().length() > MAX_ID_LENGTH || !ID.matcher(model.id()).matches())) {
      faults.add(ModelField.MODEL_ID.in(path), Reason.INVALID_NAME, model.id(),
          "lower-case words joined by hyphens, at most " + MAX_ID_LENGTH + " characters");
    }
    if (!model.periods().isEmpty()) {
      faults.add(ModelField.MODEL_PERIODS.in(path), Reason.UNSUPPORTED, model.periods().size() + " periods",
          "none; this server computes models of one point in time");
    }
    if (model.metrics().isEmpty()) {
      faults.add(ModelField.MODEL_METRICS.in(path), Reason.REQUIRED, "none", "at least one metric");
    }
    for (int i = 0; i < model.constants().size(); i++) {
      checkFinite(model.constants().get(i).value(),
          ModelField.CONSTANT_VALUE.in(ModelField.MODEL_CONSTANTS.in(path, i)));
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      checkParameter(model.parameters().get(i), ModelField.MODEL_PARAMETERS.in(path, i));
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      checkDisplay(model.metrics().get(i).display(),
          ModelField.METRIC_DISPLAY.in(ModelField.MODEL_METRICS.in(path, i)));
    }
  }

  private void checkParameter(ParameterDefinition parameter, FieldPath field) {
    checkFinite(parameter.value(), ModelField.PARAMETER_VALUE.in(field));
    checkBound(parameter.minimum(), ModelField.PARAMETER_MINIMUM.in(field));
    checkBound(parameter.maximum(), ModelField.PARAMETER_MAXIMUM.in(field));
    checkOrder(parameter, field);
    checkDisplay(parameter.display(), ModelField.PARAMETER_DISPLAY.in(field));
  }

  private void checkBound(OptionalDouble bound, FieldPath field) {
    if (bound.isPresent() && Double.isNaN(bound.getAsDouble())) {
      faults.add(field, Reason.INVALID_VALUE, "NaN", "a number");
    }
  }

  /** A bound that is NaN compares with nothing, so it causes no second fault. */
  private void checkOrder(ParameterDefinition parameter, FieldPath field) {
    double minimum = parameter.minimum().orElse(Double.NEGATIVE_INFINITY);
    double maximum = parameter.maximum().orElse(Double.POSITIVE_INFINITY);
    double value = parameter.value();
    if (minimum > maximum) {
      faults.add(ModelField.PARAMETER_MAXIMUM.in(field), Reason.INVALID_VALUE, Double.toString(maximum),
          "at least the minimum, " + minimum);
    } else if (Double.isFinite(value) && (value < minimum || value > maximum)) {
      faults.add(ModelField.PARAMETER_VALUE.in(field), Reason.OUT_OF_BOUNDS, Double.toString(value),
          "a default within its bounds, " + minimum + " to " + maximum);
    }
  }

  private void checkFinite(double value, FieldPath field) {
    if (!Double.isFinite(value)) {
      faults.add(field, Reason.INVALID_VALUE, Double.toString(value), "a finite number");
    }
  }

  private void checkDisplay(Display display, FieldPath field) {
    if (display.decimals().isPresent()) {
      int decimals = display.decimals().getAsInt();
      if (decimals < 0 || decimals > Display.MAX_DECIMALS) {
        faults.add(ModelField.DISPLAY_DECIMALS.in(field), Reason.INVALID_VALUE, Integer.toString(decimals),
            "0 to " + Display.MAX_DECIMALS);
      }
    }
  }

  /** The unit of that text; empty if it is none, which is then reported. */
  Optional<Unit> unit(String text, FieldPath field) {
    try {
      return Optional.of(Unit.parse(text));
    } catch (UnitSyntaxException invalid) {
      faults.add(field, Reason.FORMULA_UNITS, text,
          invalid.rule() + ", from character " + (invalid.offset() + 1) + " on");
      return Optional.empty();
    }
  }
}
