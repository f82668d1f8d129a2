package io.margrid.server.fuzz;

import io.margrid.v1.Binding;
import io.margrid.v1.Constant;
import io.margrid.v1.Include;
import io.margrid.v1.Metric;
import io.margrid.v1.Model;
import io.margrid.v1.Parameter;
import io.margrid.v1.Series;
import java.util.List;

/** Models of a caller's own: a few names, formulas over them, and periods now and then. */
final class ModelMessages {
  static final List<String> PERIODS = List.of("2026", "2027", "2028", "q1", "");
  private static final List<String> UNITS = List.of("", "", "", "USD", "USD/h", "MW", "h^2", "1", "%",
      "not a unit");
  private static final List<String> INCLUDED = List.of("taas-deal", "gpu-iaas", "lab-arr", "not-there");

  private final Choices choices;
  private final FormulaText formulas;

  ModelMessages(Choices choices) {
    this.choices = choices;
    this.formulas = new FormulaText(choices);
  }

  Model model() {
    Model.Builder model = Model.newBuilder().setId(choices.oneIn(8) ? choices.text() : "own");
    int periods = choices.oneIn(2) ? 0 : choices.below(5);
    for (int i = 0; i < periods; i++) {
      model.addPeriods(choices.oneIn(16) ? choices.text() : PERIODS.get(i));
    }
    for (String name : List.of("a", "b", "c")) {
      model.addParameters(parameter(name, periods));
    }
    for (int i = choices.below(3); i > 0; i--) {
      model.addConstants(
          Constant.newBuilder().setName(choices.of(FormulaText.NAMES)).setUnit(choices.of(UNITS))
              .setValue(choices.number()));
    }
    int metrics = 1 + choices.below(4);
    for (int i = 0; i < metrics; i++) {
      String name = choices.oneIn(16) ? choices.text() : "m" + i;
      model.addMetrics(
          Metric.newBuilder().setName(name).setUnit(choices.of(UNITS)).setFormula(formulas.write()));
    }
    if (choices.oneIn(8)) {
      model.addIncludes(include());
    }
    return model.build();
  }

  private Parameter parameter(String name, int periods) {
    Parameter.Builder parameter = Parameter.newBuilder().setName(name).setUnit(choices.of(UNITS));
    if (periods > 0 && choices.oneIn(2)) {
      Series.Builder series = Series.newBuilder();
      for (int i = choices.oneIn(8) ? choices.below(8) : periods; i > 0; i--) {
        series.addValues(choices.number());
      }
      parameter.setSeries(series);
    } else {
      parameter.setValue(choices.number());
    }
    if (choices.oneIn(6)) {
      parameter.setMinimum(choices.number());
    }
    return choices.oneIn(6) ? parameter.setMaximum(choices.number()).build() : parameter.build();
  }

  private Include include() {
    Include.Builder include = Include.newBuilder().setModelId(choices.of(INCLUDED)).setPrefix(choices.text());
    for (int i = choices.below(3); i > 0; i--) {
      include.addBindings(
          Binding.newBuilder().setParameter(choices.of(FormulaText.NAMES)).setFormula(formulas.write()));
    }
    return include.build();
  }
}
