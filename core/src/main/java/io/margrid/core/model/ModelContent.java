package io.margrid.core.model;

import io.margrid.core.formula.Unit;
import java.util.List;

/**
 * The canonical form of a model's content, see {@link CompiledModel#writeContent}, written once with room for the values of
 * its parameters: every question asked of the model digests it with its own values. Immutable.
 */
final class ModelContent {
  private final byte[] form;
  /** Where the first value of each parameter stands in the form; those of further periods follow. */
  private final int[] places;

  private ModelContent(byte[] form, int[] places) {
    this.form = form;
    this.places = places;
  }

  static ModelContent of(ModelDefinition definition, List<Unit> constantUnits, List<Unit> parameterUnits,
      List<CompiledMetric> metrics) {
    FormBytes form = new FormBytes();
    form.number(definition.periods().size());
    definition.periods().forEach(form::text);
    writeConstants(form, definition, constantUnits);
    int[] places = new int[definition.parameters().size()];
    form.number(places.length);
    for (int i = 0; i < places.length; i++) {
      form.text(definition.parameters().get(i).name());
      form.text(parameterUnits.get(i).toString());
      places[i] = leaveRoom(form, Math.max(1, definition.periods().size()));
    }
    form.number(metrics.size());
    for (int i = 0; i < metrics.size(); i++) {
      form.text(definition.metrics().get(i).name());
      form.text(metrics.get(i).unit().toString());
      form.text(metrics.get(i).formula());
    }
    return new ModelContent(form.toArray(), places);
  }

  private static void writeConstants(FormBytes form, ModelDefinition definition, List<Unit> units) {
    form.number(definition.constants().size());
    for (int i = 0; i < definition.constants().size(); i++) {
      ConstantDefinition constant = definition.constants().get(i);
      form.text(constant.name());
      form.text(units.get(i).toString());
      form.number(constant.value());
    }
  }

  private static int leaveRoom(FormBytes form, int periods) {
    form.number(periods);
    int place = form.size();
    for (int period = 0; period < periods; period++) {
      form.number(0.0);
    }
    return place;
  }

  /** Appends the form with values of the parameters, by number and period. */
  void write(FormBytes to, double[][] parameters) {
    int start = to.append(form);
    for (int parameter = 0; parameter < places.length; parameter++) {
      double[] values = parameters[parameter];
      for (int period = 0; period < values.length; period++) {
        to.replace(start + places[parameter] + period * Double.BYTES, values[period]);
      }
    }
  }
}
