package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.formula.GraphEvaluator;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ModelCompilerTest {
  private static final String NAME_RULE = "(expected: a lower-case letter, then letters, digits and _, at most 64 characters)";

  @Test
  void metricsMayUseEachOtherInAnyOrder() {
    CompiledModel model = new TestModel().parameter("x", "MUSD", 3).constant("two", "1", 2)
        .metric("top", "middle * two").metric("middle", "base + x").metric("base", "x * two").compile();
    double[][] values = GraphEvaluator.evaluate(model.graph(), 1, model.constants(), model.defaults());
    assertThat(values[model.metricNode(0)][0]).isEqualTo(18);
    assertThat(values[model.metricNode(1)][0]).isEqualTo(9);
    assertThat(model.metricUnit(0)).hasToString("MUSD");
    assertThat(model.graph().origin(model.metricNode(2))).isEqualTo("base");
  }

  @Test
  void allFaultsAreReportedAtOnceInFieldOrder() {
    TestModel model = new TestModel().constant("c", "MUSD//yr", Double.NaN).parameter("p", "h", 1)
        .parameter("p", "h", Double.POSITIVE_INFINITY).metric("m1", "MUSD", "p +").metric("m2", "p + unknwon")
        .metric("m3", "MUSD", "p * m2 + m1").metric("m4", "m5").metric("m5", "m4")
        .metric("m6", "1 [MUSD] + p");
    assertThat(model.messages()).containsExactly(
        "FORMULA_UNITS model.constants[0].unit: MUSD//yr (expected: a unit such as MUSD/MW/yr: symbols of letters, *, /,"
            + " ^ with a whole power, brackets, 1, from character 6 on)",
        "INVALID_VALUE model.constants[0].value: NaN (expected: a finite number)",
        "DUPLICATE model.parameters[1].name: p (expected: a name used once among constants, parameters and metrics)",
        "INVALID_VALUE model.parameters[1].value: Infinity (expected: a finite number)",
        "FORMULA_SYNTAX model.metrics[0].formula:1:4: end of formula"
            + " (expected: a number, a name, a function or an opening bracket)",
        "FORMULA_NAME model.metrics[1].formula:1:5: unknwon"
            + " (expected: a parameter, constant or metric of the model, nearest: c, p, m1)",
        "FORMULA_CYCLE model.metrics[3].formula:1:1: m4 \u2192 m5 \u2192 m4"
            + " (expected: metrics that depend on themselves only through lag or prev with all its first values)",
        "FORMULA_UNITS model.metrics[5].formula:1:10: 1 [MUSD] + p [h] (expected: equal units on both sides of +)");
  }

  @Test
  void declaredUnitStandsInForAFaultyFormula() {
    assertThat(
        new TestModel().parameter("h", "h", 1).metric("broken", "MUSD", "1 +").metric("user", "broken + h")
            .messages())
        .hasSize(2).last().asString().contains("broken [MUSD] + h [h]");
  }

  @Test
  void unknownNameOffersTheNearest() {
    assertThat(new TestModel().parameter("gross_revenue", "1", 1).parameter("cost", "1", 1)
        .metric("margin", "gros_revenue - cost").messages()).singleElement().asString()
        .contains("nearest: gross_revenue, ");
  }

  @Test
  void namesHaveTheirForm() {
    assertThat(new TestModel().parameter("", "", 0).parameter("Gross", "", 0).parameter("1st", "", 0)
        .parameter("a".repeat(65), "", 0).parameter("max", "", 0).parameter("lag", "", 0).metric("m", "1")
        .messages()).containsExactly(
            "REQUIRED model.parameters[0].name: absent " + NAME_RULE,
            "INVALID_NAME model.parameters[1].name: Gross " + NAME_RULE,
            "INVALID_NAME model.parameters[2].name: 1st " + NAME_RULE,
            "INVALID_NAME model.parameters[3].name: " + "a".repeat(65) + " " + NAME_RULE,
            "INVALID_NAME model.parameters[4].name: max (expected: a name that the formula language does not reserve)",
            "INVALID_NAME model.parameters[5].name: lag (expected: a name that the formula language does not reserve)");
  }

  @Test
  void constantsParametersAndMetricsShareOneSpaceOfNames() {
    assertThat(new TestModel().constant("a", "", 1).parameter("a", "", 1).metric("a", "1").messages())
        .allMatch(message -> message.startsWith("DUPLICATE")).hasSize(2);
  }

  @Test
  void idIsOptionalButHasItsForm() {
    TestModel model = new TestModel().metric("m", "1");
    for (String id : new String[]{"", "a", "taas-deal", "gpt-4-deal"}) {
      model.id = id;
      assertThat(model.compile().definition().id()).isEqualTo(id);
    }
    for (String id : new String[]{"A", "a--b", "-a", "a-", "a_b", "4a", "a".repeat(65)}) {
      model.id = id;
      assertThat(model.messages()).singleElement().asString().startsWith("INVALID_NAME model.id: " + id);
    }
  }

  @Test
  void metricsAndTheirFormulasAreRequired() {
    assertThat(new TestModel().parameter("p", "", 1).messages())
        .containsExactly("REQUIRED model.metrics: none (expected: at least one metric)");
    assertThat(new TestModel().metric("m", "").messages())
        .containsExactly("REQUIRED model.metrics[0].formula: absent (expected: a formula)");
  }

  @Test
  void boundsAreCheckedAndHoldTheDefault() {
    OptionalDouble none = OptionalDouble.empty();
    assertThat(new TestModel().parameter("a", "", 1, OptionalDouble.of(2), OptionalDouble.of(1))
        .parameter("b", "", -0.5, OptionalDouble.of(0), none)
        .parameter("c", "", 1.5, none, OptionalDouble.of(1))
        .parameter("d", "", 1, OptionalDouble.of(Double.NaN), OptionalDouble.of(Double.NaN))
        .parameter("e", "", 1, OptionalDouble.of(1), OptionalDouble.of(1)).metric("m", "1").messages())
        .containsExactly(
            "INVALID_VALUE model.parameters[0].maximum: 1 (expected: at least the minimum, 2)",
            "OUT_OF_BOUNDS model.parameters[1].value: -0.5 (expected: a default within its bounds, at least 0)",
            "OUT_OF_BOUNDS model.parameters[2].value: 1.5 (expected: a default within its bounds, at most 1)",
            "INVALID_VALUE model.parameters[3].minimum: NaN (expected: a number)",
            "INVALID_VALUE model.parameters[3].maximum: NaN (expected: a number)");
  }

  @Test
  void negativeZeroIsTakenAsZero() {
    CompiledModel model = new TestModel().constant("c", "", -0.0).parameter("p", "", -0.0)
        .metric("m", "c + p").compile();
    assertThat(Double.doubleToLongBits(model.constants()[0])).isZero();
    assertThat(Double.doubleToLongBits(model.defaults()[0][0])).isZero();
  }

  @Test
  void decimalsAreLimited() {
    new TestModel().metricShownWith(0).compile();
    new TestModel().metricShownWith(15).compile();
    assertThat(new TestModel().metricShownWith(16).messages())
        .containsExactly("INVALID_VALUE model.metrics[0].display.decimals: 16 (expected: 0 to 15)");
    assertThat(new TestModel().metricShownWith(-1).messages()).hasSize(1);
  }

  @Test
  void formulaOfAnotherUnitThanDeclaredIsRefused() {
    assertThat(new TestModel().parameter("cost", "MUSD/yr", 1).parameter("time", "h", 1)
        .metric("m", "MUSD", "-(cost * time)").messages()).containsExactly(
            "FORMULA_UNITS model.metrics[0].formula:1:3: cost * time [MUSD*h/yr]"
                + " (expected: unit MUSD, as the metric declares)");
  }
}
