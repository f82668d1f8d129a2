package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.margrid.core.fault.Fault;
import io.margrid.core.fault.Faults;
import io.margrid.core.fault.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelLimitsTest {
  private static final ModelLimits LIMITS = ModelLimits.DEFAULT;
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void documentedLimitsAreTheDefault() {
    assertThat(LIMITS).isEqualTo(new ModelLimits(65_536, 64, 10_000, 1_000, 1_200));
    assertThatThrownBy(() -> new ModelLimits(0, 64, 1, 1, 1))
        .hasMessage("maxFormulaBytes: 0 (expected: at least 1)");
    assertThatThrownBy(() -> new ModelLimits(1, 100_000, 1, 1, 1))
        .hasMessage("maxFormulaDepth: 100000 (expected: at most 256)");
  }

  @Test
  void numbersOfNamesAndPeriodsAreLimited() {
    TestModel model = new TestModel();
    IntStream.range(0, 500).forEach(i -> model.constant("c" + i, "", 1));
    IntStream.range(0, 500).forEach(i -> model.parameter("p" + i, "", 1));
    IntStream.range(0, 1_000).forEach(i -> model.metric("m" + i, "1"));
    model.compile();
    model.parameter("one_more", "", 1).metric("another", "1");
    model.periods = Collections.nCopies(1_201, "p");
    assertThat(model.messages()).containsExactly(
        "MODEL_TOO_LARGE model.periods: 1201 periods (expected: at most 1200)",
        "MODEL_TOO_LARGE model.parameters: 1001 constants and parameters (expected: at most 1000)",
        "MODEL_TOO_LARGE model.metrics: 1001 metrics (expected: at most 1000)");
  }

  @Test
  void nodesAreLimitedAfterSharing() {
    String distinct = IntStream.range(0, 5_000).mapToObj(i -> i + ".5").collect(Collectors.joining("+"));
    assertThat(new TestModel().metric("m", distinct).compile().graph().size()).isEqualTo(9_999);
    List<Fault> faults = new TestModel().metric("m", distinct).metric("n", "1 + 2").faults(LIMITS);
    assertThat(faults).singleElement().satisfies(fault -> {
      assertThat(fault.reason()).isEqualTo(Reason.MODEL_TOO_LARGE);
      assertThat(fault.field()).hasToString("model.metrics[1].formula");
    });
    String shared = Collections.nCopies(5_000, "(1 + 2)").stream().collect(Collectors.joining(","));
    assertThat(new TestModel().metric("m", "min(" + shared + ")").compile().graph().size()).isEqualTo(5_002);
  }

  @Test
  void aThousandMetricsInAChainCompile() {
    TestModel model = new TestModel().parameter("x", "", 1);
    for (int i = 0; i < 999; i++) {
      model.metric("m" + i, "m" + (i + 1) + " + 1");
    }
    model.metric("m999", "x");
    assertTimeout(SOON, () -> {
      CompiledModel compiled = model.compile();
      assertThat(compiled.parametersOf(0)).containsExactly("x");
      assertThat(compiled.graph().size()).isEqualTo(1_001);
    });
  }

  @Test
  void aThousandMetricsInACycleAreExplained() {
    TestModel model = new TestModel();
    IntStream.range(0, 1_000).forEach(i -> model.metric("m" + i, "m" + (i + 1) % 1_000));
    assertThat(model.messages()).singleElement().asString().contains("m0 \u2192 \u2026 \u2192 m0")
        .endsWith("(1000 metrics))");
  }

  @Test
  void metricsThatAllUseEachOtherAreAnsweredSoon() {
    String everyMetric = IntStream.range(0, 1_000).mapToObj(i -> "n" + i).collect(Collectors.joining("+"));
    TestModel model = new TestModel();
    IntStream.range(0, 1_000).forEach(i -> model.metric("n" + i, everyMetric));
    assertAnsweredSoon(model);
  }

  @Test
  void unknownNamesAreAnsweredSoon() {
    String unknown = IntStream.range(0, 9_000).mapToObj(i -> "u" + i).collect(Collectors.joining("+"));
    assertAnsweredSoon(metrics(new TestModel().metric("n", unknown), "1"));
    assertAnsweredSoon(metrics(new TestModel(), unknown));
  }

  @Test
  void unitsThatDifferEverywhereAreAnsweredSoon() {
    String differing = "x + (".repeat(60) + "x" + ") * x".repeat(60);
    assertAnsweredSoon(metrics(new TestModel().parameter("x", "MUSD", 1), differing));
  }

  @Test
  void unitsOfManySymbolsAreAnsweredSoon() {
    TestModel model = new TestModel();
    IntStream.range(0, 1_000).forEach(i -> model.parameter("p" + i, "unit" + i, 1));
    assertAnsweredSoon(
        metrics(model, IntStream.range(0, 1_000).mapToObj(i -> "p" + i).collect(Collectors.joining("*"))));
  }

  /** A hundred metrics with that formula. */
  private static TestModel metrics(TestModel model, String formula) {
    IntStream.range(0, 100).forEach(i -> model.metric("m" + i, formula));
    return model;
  }

  private static void assertAnsweredSoon(TestModel model) {
    assertTimeout(SOON,
        () -> assertThat(model.faults(LIMITS)).isNotEmpty().hasSizeLessThanOrEqualTo(Faults.MAX_KEPT));
  }
}
