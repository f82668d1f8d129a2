package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Reason;
import io.margrid.core.formula.Graph;
import io.margrid.core.formula.GraphEvaluator;
import io.margrid.core.formula.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
  private static final String LAG_RULE = "metrics that depend on themselves only through lag or prev with all its first"
      + " values";
  private static final String WHOLE_RULE = "a recurrence without values over all periods: first, last, total, mean, npv,"
      + " irr, windows";

  private static TestModel model() {
    return new TestModel().periods("1Q26", "2Q26", "3Q26", "4Q26").parameter("a", "1", 2)
        .series("x", "1", 3.0, 5.0, 2.0, 10.0);
  }

  private static double[] values(CompiledModel model, String metric) {
    double[][] values = GraphEvaluator.evaluate(model.graph(), model.periodCount(), model.constants(),
        model.defaults());
    return values[model.metricNode(model.findMetric(metric).orElseThrow())];
  }

  @Test
  void balanceRollsForward() {
    CompiledModel model = model().metric("balance", "1", "prev(balance, a) + x").compile();
    assertThat(values(model, "balance")).containsExactly(5, 10, 12, 22);
  }

  @Test
  void metricsMayReferToEachOtherInACircle() {
    CompiledModel model = model().metric("p", "1", "q + 1").metric("q", "1", "r * 2")
        .metric("r", "1", "prev(p, a) - x").compile();
    assertThat(values(model, "p")).containsExactly(-1, -11, -25, -69);
    assertThat(values(model, "r")).containsExactly(-1, -6, -13, -35);
  }

  @Test
  void laggedExpressionMayUseTheMetricItself() {
    CompiledModel model = model().metric("sum", "1", "lag(sum + x, 1, a)")
        .metric("two", "1", "lag(two * 2, 2, 1, x)")
        .compile();
    assertThat(values(model, "sum")).containsExactly(2, 5, 10, 12);
    assertThat(values(model, "two")).containsExactly(1, 5, 2, 10);
  }

  @Test
  void laggedExpressionMayHoldFurtherLags() {
    CompiledModel model = model().metric("f", "1", "prev(f + prev(f, 0), 1)").compile();
    assertThat(values(model, "f")).containsExactly(1, 1, 2, 3);
  }

  @Test
  void recurrenceMayBeSummedFromOutside() {
    CompiledModel model = model().metric("share", "balance / total(balance)")
        .metric("balance", "1", "prev(balance, first(x)) + a").metric("next", "1", "prev(next, share) + 1")
        .compile();
    assertThat(values(model, "balance")).containsExactly(5, 7, 9, 11);
    assertThat(values(model, "share")).containsExactly(5 / 32.0, 7 / 32.0, 9 / 32.0, 11 / 32.0);
    assertThat(values(model, "next")).containsExactly(37 / 32.0, 69 / 32.0, 101 / 32.0, 133 / 32.0);
    assertThat(model.graph().phase(model.metricNode(0))).isEqualTo(2);
  }

  @Test
  void runningValuesMayStandInARecurrence() {
    CompiledModel model = model().metric("c", "1", "cumulative(prev(c, 1)) + trailing_sum(prev(c, 0), a, 0)")
        .compile();
    assertThat(values(model, "c")).containsExactly(1, 3, 9, 26);
  }

  @Test
  void equalLagsOfARecurrenceAreOneNode() {
    Graph graph = model().metric("growth", "balance / prev(balance, a) - 1")
        .metric("balance", "1", "prev(balance, a) + x")
        .metric("average", "(lag((balance), 1, a) + balance) / 2").compile().graph();
    assertThat(IntStream.range(0, graph.size()).filter(id -> graph.node(id) instanceof Node.Lag)).hasSize(1);
  }

  @Test
  void metricsOfARecurrenceDependOnTheParametersOfAllOfThem() {
    CompiledModel model = model().parameter("b", "1", 1).metric("p", "1", "q + a")
        .metric("q", "1", "prev(p, b)")
        .metric("user", "p").metric("alone", "x").compile();
    for (String metric : List.of("p", "q", "user")) {
      assertThat(model.parametersOf(model.findMetric(metric).orElseThrow())).containsExactly("a", "b");
    }
    assertThat(model.parametersOf(3)).containsExactly("x");
    assertThat(model.dependencies(0)).containsExactly("a", "q");
  }

  @Test
  void unitIsInferredThroughALagThatClosesNoCircle() {
    CompiledModel model = new TestModel().periods("1", "2").parameter("m", "MUSD", 1)
        .metric("late", "prev(now, 0)")
        .metric("now", "m * 2").compile();
    assertThat(model.metricUnit(0)).hasToString("MUSD");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    p + 1                     | 2         | 1 | p → p
    prev(p) + x               | 2         | 6 | p → p
    lag(p, 4) + x             | 2         | 5 | p → p
    prev(x, p)                | 2         | 9 | p → p
    prev(p, 0) + p            | 2         | 14 | p → p
    prev(q, 0) + q            | prev(p, 0) + p | 14 | p → q → p
    if(period_index() == 0, a, prev(p)) | 2 | 33 | p → p
    x + q                     | prev(p)   | 5 | p → q → p
    """)
  void circleInOnePeriodIsACycle(String p, String q, int column, String cycle) {
    assertThat(model().metric("p", "1", p).metric("q", "1", q).messages()).containsExactly(
        "FORMULA_CYCLE model.metrics[0].formula:1:" + column + ": " + cycle + " (expected: " + LAG_RULE
            + ")");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
    total(prev(p, 0))                    | 2               | 0 | 12 | p → p
    prev(mean(p), 0)                     | 2               | 0 | 11 | p → p
    trailing_sum(x, prev(p, 0), 0)       | 2               | 0 | 22 | p → p
    npv(prev(p, 0), x)                   | 2               | 0 | 10 | p → p
    irr(prev(p, 0))                      | 2               | 0 | 10 | p → p
    prev(q, 0)                           | last(p)         | 1 | 6  | q → p → q
    prev(q, 0) + total(q)                | p + first(x)    | 0 | 20 | p → q → p
    """)
  void valueOverAllPeriodsOfItselfIsACycle(String p, String q, int metric, int column, String cycle) {
    List<String> messages = model().metric("p", "1", p).metric("q", "1", q).messages();
    assertThat(messages).singleElement().asString()
        .startsWith("FORMULA_CYCLE model.metrics[" + metric + "].formula:1:" + column + ": " + cycle
            + " (expected: ");
  }

  @Test
  void ruleSaysWhyAValueOverAllPeriodsIsNoRecurrence() {
    assertThat(model().metric("p", "1", "total(prev(p, 0))").messages()).singleElement().asString()
        .endsWith("(expected: " + WHOLE_RULE + ")");
  }

  @Test
  void metricsOfARecurrenceMustSayTheirUnits() {
    assertThat(model().metric("p", "prev(q, 0) + x").metric("q", "1", "r * 2").metric("r", "p")
        .metric("s", "p")
        .messages()).containsExactly(
            "REQUIRED model.metrics[0].unit: absent (expected: a unit where the metric depends on itself: p → q → r → p)",
            "REQUIRED model.metrics[2].unit: absent (expected: a unit where the metric depends on itself: r → p → q → r)");
  }

  @Test
  void unitOfARecurrenceIsChecked() {
    assertThat(
        new TestModel().periods("1").parameter("m", "MUSD", 1).metric("p", "h", "prev(p, m)").messages())
        .containsExactly(
            "FORMULA_UNITS model.metrics[0].formula:1:9: p [h], m [MUSD] (expected: equal units in prev)");
  }

  @Test
  void nodesOfLaggedExpressionsAreLimitedToo() {
    String long5000 = IntStream.range(0, 5_000).mapToObj(i -> i + ".5").collect(Collectors.joining("+"));
    List<Fault> faults = new TestModel().metric("m", "1", "1 + 2")
        .metric("n", "1", "prev(" + long5000 + ", 1)")
        .faults(ModelLimits.DEFAULT);
    assertThat(faults).singleElement().satisfies(fault -> {
      assertThat(fault.reason()).isEqualTo(Reason.MODEL_TOO_LARGE);
      assertThat(fault.field()).hasToString("model.metrics[1].formula");
    });
  }

  @Test
  void aThousandMetricsInARecurrenceCompile() {
    TestModel model = new TestModel().periods("1", "2").parameter("x", "1", 1);
    for (int i = 0; i < 1_000; i++) {
      model.metric("m" + i, "1", "prev(m" + (i + 1) % 1_000 + ", x) + prev(m" + (i + 500) % 1_000 + ", 1)");
    }
    CompiledModel compiled = model.compile();
    assertThat(compiled.parametersOf(999)).containsExactly("x");
    assertThat(values(compiled, "m0")).containsExactly(2, 4);
  }
}
