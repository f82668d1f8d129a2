package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CycleTest {
  @Test
  void cycleIsPrintedFromItsFirstMetricOn() {
    assertThat(new TestModel().metric("c", "1 + b").metric("a", "2 * c").metric("b", "a + 1").messages())
        .containsExactly("FORMULA_CYCLE model.metrics[0].formula:1:5: c \u2192 b \u2192 a \u2192 c"
            + " (expected: metrics that do not depend on themselves)");
  }

  @Test
  void metricThatUsesItselfIsACycle() {
    assertThat(new TestModel().metric("a", "a + 1").messages()).singleElement().asString()
        .startsWith("FORMULA_CYCLE model.metrics[0].formula:1:1: a \u2192 a (");
  }

  @Test
  void cycleThroughABranchNotTakenIsStillACycle() {
    assertThat(new TestModel().metric("a", "if(1 < 2, 1, b)").metric("b", "a").messages()).singleElement()
        .asString()
        .contains("a \u2192 b \u2192 a");
  }

  @Test
  void everyCycleIsReportedOnce() {
    assertThat(new TestModel().metric("a", "b").metric("b", "a").metric("user", "a + c").metric("c", "d + c2")
        .metric("d", "c").metric("c2", "1").messages()).satisfiesExactly(
            first -> assertThat(first).contains("a \u2192 b \u2192 a"),
            second -> assertThat(second).contains("c \u2192 d \u2192 c"));
  }

  @Test
  void longCycleIsShortenedInTheValueAndPrintedInTheRule() {
    TestModel model = new TestModel();
    for (int i = 0; i < 20; i++) {
      model.metric("metric_with_a_long_name_" + i, "metric_with_a_long_name_" + (i + 1) % 20);
    }
    assertThat(model.messages()).singleElement().asString()
        .contains("metric_with_a_long_name_0 \u2192 \u2026 \u2192 metric_with_a_long_name_0 (expected: ")
        .contains("_name_0 \u2192 metric_with_a_long_name_1 \u2192 ")
        .contains("metric_with_a_long_name_19 \u2192 metric_with_a_long_name_0)");
  }

  @Test
  void orderPutsUsesFirstAndKeepsEveryMetric() {
    MetricOrder order = new MetricOrder(List.of(List.of(2, 1), List.of(2), List.of(), List.of(0)));
    assertThat(order.order()).containsExactly(2, 1, 0, 3);
    assertThat(order.cycles()).isEmpty();
    MetricOrder cyclic = new MetricOrder(List.of(List.of(1), List.of(0), List.of(1)));
    assertThat(cyclic.order()).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(cyclic.cycles()).containsExactly(List.of(0, 1));
  }
}
