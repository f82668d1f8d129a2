package io.margrid.core.model;

import io.margrid.core.fault.FaultText;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.FieldPath;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Unit;
import io.margrid.core.formula.UnitSyntaxException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what stands in the fields of a model, one at a time. Formulas and names are checked elsewhere. */
final class DefinitionChecks {
  private static final int MAX_ID_LENGTH = 64;
  private static final int MAX_LABEL_LENGTH = 64;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final FlatModel flat;
  private final ModelDefinition model;
  private final FieldPath path;
  private final Faults faults;

  DefinitionChecks(FlatModel flat, FieldPath path, Faults faults) {
    this.flat = flat;
    this.model = flat.definition();
    this.path = path;
    this.faults = faults;
  }

  void checkAll() {
    if (!model.id().isEmpty() && (model.id().length() > MAX_ID_LENGTH || !ID.matcher(model.id()).matches())) {
      faults.add(ModelField.MODEL_ID.in(path), Reason.INVALID_NAME, model.id(),
          "lower-case words joined by hyphens, at most " + MAX_ID_LENGTH + " characters");
    }
    checkPeriods();
    if (model.metrics().isEmpty()) {
      faults.add(ModelField.MODEL_METRICS.in(path), Reason.REQUIRED, "none", "at least one metric");
    }
    for (int i = 0; i < model.constants().size(); i++) {
      faults.checkFinite(model.constants().get(i).value(),
          flat.constants().get(i).field(ModelField.CONSTANT_VALUE));
    }
    for (int i = 0; i < model.parameters().size(); i++) {
      checkParameter(model.parameters().get(i), flat.parameters().get(i));
    }
    for (int i = 0; i < model.metrics().size(); i++) {
      checkDisplay(model.metrics().get(i).display(), flat.metrics().get(i).field(ModelField.METRIC_DISPLAY));
    }
  }

  private void checkPeriods() {
    FieldPath field = ModelField.MODEL_PERIODS.in(path);
    Set<String> labels = new HashSet<>();
    for (int i = 0; i < model.periods().size(); i++) {
      String label = model.periods().get(i);
      if (label.isBlank() || label.length() > MAX_LABEL_LENGTH) {
        faults.add(field.index(i), Reason.INVALID_NAME, label.isBlank() ? "blank" : label,
            "a label of at most " + MAX_LABEL_LENGTH + " characters");
      } else if (!labels.add(label)) {
        faults.add(field.index(i), Reason.DUPLICATE, label, "each period once");
      }
    }
  }

  private void checkParameter(ParameterDefinition parameter, Place place) {
    int count = parameter.values().size();
    if (count != 1 && (count == 0 || count != model.periods().size())) {
      faults.add(place.field(ModelField.PARAMETER_SERIES), Reason.INVALID_VALUE, "a series of " + count,
          model.periods().isEmpty()
              ? "one value: the model has no periods"
              : "one value, or a series of " + model.periods().size() + ": one value for each period");
    }
    for (int i = 0; i < count; i++) {
      faults.checkFinite(parameter.values().get(i), valueField(parameter, place, i));
    }
    checkBound(parameter.minimum(), place.field(ModelField.PARAMETER_MINIMUM));
    checkBound(parameter.maximum(), place.field(ModelField.PARAMETER_MAXIMUM));
    checkOrder(parameter, place);
    checkDisplay(parameter.display(), place.field(ModelField.PARAMETER_DISPLAY));
  }

  private static FieldPath valueField(ParameterDefinition parameter, Place place, int index) {
    return parameter.values().size() == 1
        ? place.field(ModelField.PARAMETER_VALUE)
        : ModelField.SERIES_VALUES.in(place.field(ModelField.PARAMETER_SERIES), index);
  }

  private void checkBound(OptionalDouble bound, FieldPath field) {
    if (bound.isPresent() && Double.isNaN(bound.getAsDouble())) {
      faults.add(field, Reason.INVALID_VALUE, "NaN", "a number");
    }
  }

  /** A bound that is NaN compares with nothing, so it causes no second fault. */
  private void checkOrder(ParameterDefinition parameter, Place place) {
    double minimum = parameter.minimum().orElse(Double.NEGATIVE_INFINITY);
    double maximum = parameter.maximum().orElse(Double.POSITIVE_INFINITY);
    if (minimum > maximum) {
      faults.add(place.field(ModelField.PARAMETER_MAXIMUM), Reason.INVALID_VALUE, FaultText.number(maximum),
          "at least the minimum, " + FaultText.number(minimum));
      return;
    }
    for (int i = 0; i < parameter.values().size(); i++) {
      double value = parameter.values().get(i);
      if (Double.isFinite(value) && (value < minimum || value > maximum)) {
        faults.add(valueField(parameter, place, i), Reason.OUT_OF_BOUNDS, FaultText.number(value),
            "a default within its bounds, " + FaultText.bounds(minimum, maximum));
      }
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
