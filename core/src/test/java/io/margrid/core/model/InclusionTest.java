package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.formula.GraphEvaluator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InclusionTest {
  private static TestModel deal() {
    return new TestModel().id("deal").constant("k", "1", 2)
        .parameter("price", "MUSD", 10, OptionalDouble.of(0), OptionalDouble.empty())
        .parameter("opex", "MUSD", 4)
        .metric("profit", "price * k - opex").metric("margin", "1", "profit / (price*k)");
  }

  private static TestModel periods(String... labels) {
    return new TestModel().id("periods").periods(labels).parameter("p", "1", 1).metric("m", "1",
        "prev(m, 0) + p");
  }

  private static double value(CompiledModel model, String metric) {
    double[][] values = GraphEvaluator.evaluate(model.graph(), model.periodCount(), model.constants(),
        model.defaults());
    return values[model.metricNode(model.findMetric(metric).orElseThrow())][model.periodCount() - 1];
  }

  @Test
  void namesOfAnIncludedModelBecomeTheModelsOwn() {
    CompiledModel model = new TestModel().with(deal()).include("deal", "").parameter("tax", "1", 0.25)
        .metric("net", "profit * (1 - tax)").compile();
    assertThat(model.metricNames()).containsExactly("profit", "margin", "net");
    assertThat(model.parameterNames()).containsExactly("price", "opex", "tax");
    assertThat(model.metricUnit(2)).hasToString("MUSD");
    assertThat(model.parametersOf(2)).containsExactly("price", "opex", "tax");
    assertThat(value(model, "net")).isEqualTo(12);
    assertThat(model.definition().includes()).containsExactly(new IncludeDefinition("deal", "", List.of()));
    assertThat(model.definition().parameters().getFirst().minimum()).hasValue(0);
  }

  @Test
  void prefixStandsBeforeEveryName() {
    CompiledModel model = new TestModel().with(deal()).include("deal", "one").include("deal", "two")
        .metric("both", "one_profit + two_profit").compile();
    assertThat(model.metricNames()).containsExactly("one_profit", "one_margin", "two_profit", "two_margin",
        "both");
    assertThat(model.canonicalFormula(1)).isEqualTo("one_profit / (one_price * one_k)");
    assertThat(model.definition().metrics().get(1).formula()).isEqualTo("one_profit / (one_price*one_k)");
    assertThat(value(model, "both")).isEqualTo(32);
  }

  @Test
  void boundParameterBecomesAMetric() {
    CompiledModel model = new TestModel().with(deal()).parameter("staff", "MUSD", 1)
        .metric("costs", "staff * 5 + d_price / 10").include("deal", "d", "opex", "costs + 1 [MUSD]")
        .compile();
    assertThat(model.findParameter("d_opex")).isEmpty();
    assertThat(model.metricNames()).containsExactly("d_opex", "d_profit", "d_margin", "costs");
    assertThat(value(model, "d_opex")).isEqualTo(7);
    assertThat(value(model, "d_profit")).isEqualTo(13);
    assertThat(model.parametersOf(1)).containsExactly("d_price", "staff");
  }

  @Test
  void flatModelIsTheSameAsOneWrittenOut() {
    CompiledModel included = new TestModel().with(deal()).include("deal", "", "opex", "price / 2")
        .metric("x", "profit")
        .compile();
    CompiledModel written = new TestModel().constant("k", "1", 2).parameter("price", "MUSD", 10)
        .metric("opex", "price / 2").metric("profit", "price * k - opex")
        .metric("margin", "profit / (price * k)")
        .metric("x", "profit").compile();
    assertThat(included.digest()).isEqualTo(written.digest());
  }

  @Test
  void modelsIncludeModelsThatInclude() {
    TestModel middle = new TestModel().id("middle").with(deal()).include("deal", "deal").metric("twice",
        "deal_profit * 2");
    CompiledModel model = new TestModel().with(middle).include("middle", "m").metric("four", "m_twice * 2")
        .compile();
    assertThat(model.parameterNames()).containsExactly("m_deal_price", "m_deal_opex");
    assertThat(value(model, "four")).isEqualTo(64);
  }

  @Test
  void scalarModelJoinsAModelWithPeriods() {
    CompiledModel model = new TestModel().periods("a", "b").with(deal()).series("growth", "1", 1.0, 3.0)
        .include("deal", "", "opex", "growth * 2 [MUSD]").metric("sum", "total(profit)").compile();
    assertThat(value(model, "sum")).isEqualTo(18 + 14);
  }

  @Test
  void recurrenceMayCloseThroughABinding() {
    CompiledModel model = new TestModel().periods("a", "b", "c").with(periods("a", "b", "c"))
        .include("periods", "r", "p", "prev(r_m, 1) * 2").metric("x", "r_m").compile();
    assertThat(value(model, "x")).isEqualTo(2 + 4 + 12);
  }

  @Test
  void cycleThroughABindingIsShownFromTheBinding() {
    assertThat(new TestModel().with(deal()).metric("own", "MUSD", "profit")
        .include("deal", "", "opex", "2 * own")
        .messages()).containsExactly(
            "FORMULA_CYCLE model.includes[0].bindings[0].formula:1:5: opex → own → profit → opex (expected: "
                + "metrics that depend on themselves only through lag or prev with all its first values)");
    assertThat(new TestModel().periods("a")
        .with(new TestModel().id("t").parameter("p", "1", 1).metric("sum", "total(p)"))
        .include("t", "", "p", "prev(sum, 1)").messages()).containsExactly(
            "FORMULA_CYCLE model.includes[0].bindings[0].formula:1:6: p → sum → p (expected: "
                + "a recurrence without values over all periods: first, last, total, mean, npv, irr, windows)");
  }

  @Test
  void everyFaultOfAnIncludeHasItsField() {
    assertThat(new TestModel().with(deal(), periods("a", "b")).parameter("hours", "h", 1)
        .include("", "").include("del", "Deal")
        .include("deal", "d", "opx", "1", "opex", "1 [MUSD]", "opex", "2 [MUSD]", "", "1")
        .include("periods", "p").metric("m", "anything").messages()).containsExactly(
            "UNKNOWN_MODEL model.includes[1].model_id: del (expected: a model of the catalogue, nearest: deal, periods)",
            "REQUIRED model.includes[0].model_id: absent (expected: the id of a model of the catalogue)",
            "INVALID_NAME model.includes[1].prefix: Deal"
                + " (expected: a lower-case letter, then letters, digits and _, at most 64 characters)",
            "UNKNOWN_PARAMETER model.includes[2].bindings[0].parameter: opx"
                + " (expected: a parameter of deal, nearest: opex, price)",
            "DUPLICATE model.includes[2].bindings[2].parameter: opex (expected: each parameter bound once)",
            "REQUIRED model.includes[2].bindings[3].parameter: absent (expected: a parameter of deal)",
            "INVALID_VALUE model.includes[3].model_id: periods with 2 periods, a to b"
                + " (expected: a model without periods, or with the same ones as this one)");
  }

  @Test
  void bindingIsCheckedLikeAnyFormula() {
    assertThat(new TestModel().with(deal()).parameter("hours", "h", 1)
        .include("deal", "a", "opex", "hours", "price", "1 +")
        .include("deal", "b", "opex", "", "price", "hous")
        .metric("m", "1").messages()).containsExactly(
            "FORMULA_UNITS model.includes[0].bindings[0].formula:1:1: hours [h]"
                + " (expected: unit MUSD, as the metric declares)",
            "FORMULA_SYNTAX model.includes[0].bindings[1].formula:1:4: end of formula"
                + " (expected: a number, a name, a function or an opening bracket)",
            "REQUIRED model.includes[1].bindings[0].formula: absent (expected: a formula)",
            "FORMULA_NAME model.includes[1].bindings[1].formula:1:1: hous"
                + " (expected: a parameter, constant or metric of the model, nearest: hours, a_k, b_k)");
  }

  @Test
  void namesThatMeetAreRefused() {
    assertThat(new TestModel().with(deal()).include("deal", "").include("deal", "").parameter("price", "", 1)
        .metric("x", "1").messages()).containsExactly(
            "DUPLICATE model.parameters[0].name: price (expected: a name used once among constants, parameters and"
                + " metrics; deal, included here, has it)",
            "DUPLICATE model.includes[1].prefix: k (expected: a prefix that keeps the names of deal apart from all"
                + " others)");
  }

  @Test
  void prefixedNamesMustBeNames() {
    TestModel sum = new TestModel().id("sum").metric("sum", "1").metric("l".repeat(60), "1");
    assertThat(new TestModel().with(sum).include("sum", "trailing").messages()).containsExactly(
        "INVALID_NAME model.includes[0].prefix: trailing_sum (expected: a name that the formula language does not"
            + " reserve)",
        "INVALID_NAME model.includes[0].prefix: trailing_" + "l".repeat(60)
            + " (expected: a lower-case letter, then letters, digits and _, at most 64 characters)");
  }

  @Test
  void manyIncludesAreLimitedTogether() {
    TestModel large = new TestModel().id("large");
    IntStream.range(0, 600).forEach(i -> large.metric("m" + i, "1").parameter("p" + i, "", 1));
    assertThat(
        new TestModel().with(large).include("large", "a").include("large", "b").metric("m", "1").messages())
        .containsExactly(
            "MODEL_TOO_LARGE model.includes: 1201 metrics with those of included models (expected: at most 1000)",
            "MODEL_TOO_LARGE model.includes: 1200 constants and parameters with those of included models"
                + " (expected: at most 1000)");
    TestModel many = new TestModel();
    IntStream.range(0, 1_001).forEach(i -> many.include("none", ""));
    assertThat(many.messages())
        .containsExactly(
            "MODEL_TOO_LARGE model.includes: 1001 includes and bindings (expected: at most 1000)");
  }
}
