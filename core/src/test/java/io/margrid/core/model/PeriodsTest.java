package io.margrid.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeriodsTest {
  @Test
  void oneValueHoldsInAllPeriods() {
    CompiledModel model = new TestModel().periods("a", "b", "c").parameter("one", "", 7)
        .series("many", "", 1.0, -0.0, 3.0)
        .metric("m", "one * many").compile();
    assertThat(model.periodCount()).isEqualTo(3);
    assertThat(model.periods()).containsExactly("a", "b", "c");
    assertThat(model.defaults()).isDeepEqualTo(new double[][]{{7, 7, 7}, {1, 0.0, 3}});
  }

  @Test
  void scalarModelHasOnePeriodWithoutLabel() {
    CompiledModel model = new TestModel().parameter("p", "", 7).metric("m", "total(p) + period_index()")
        .compile();
    assertThat(model.periodCount()).isEqualTo(1);
    assertThat(model.periods()).isEmpty();
  }

  @Test
  void seriesHasAValueForEachPeriod() {
    String rule = " (expected: one value, or a series of 3: one value for each period)";
    assertThat(
        new TestModel().periods("a", "b", "c").series("p", "", 1.0, 2.0).series("q", "", 1.0, 2.0, 3.0, 4.0)
            .series("r", "").metric("m", "p").messages())
        .containsExactly(
            "INVALID_VALUE model.parameters[0].series: a series of 2" + rule,
            "INVALID_VALUE model.parameters[1].series: a series of 4" + rule,
            "INVALID_VALUE model.parameters[2].series: a series of 0" + rule);
    assertThat(new TestModel().series("p", "", 1.0, 2.0).series("q", "").metric("m", "p").messages())
        .containsExactly(
            "INVALID_VALUE model.parameters[0].series: a series of 2 (expected: one value: the model has no periods)",
            "INVALID_VALUE model.parameters[1].series: a series of 0 (expected: one value: the model has no periods)");
  }

  @Test
  void everyValueOfASeriesIsChecked() {
    assertThat(new TestModel().periods("a", "b").series("p", "", 1.0, Double.NaN).metric("m", "p").messages())
        .containsExactly(
            "INVALID_VALUE model.parameters[0].series.values[1]: NaN (expected: a finite number)");
  }

  @Test
  void labelsAreUniqueAndNotBlank() {
    assertThat(
        new TestModel().periods("1Q26", "2Q26", "1Q26", " ", "p".repeat(65)).metric("m", "1").messages())
        .containsExactly(
            "DUPLICATE model.periods[2]: 1Q26 (expected: each period once)",
            "INVALID_NAME model.periods[3]: blank (expected: a label of at most 64 characters)",
            "INVALID_NAME model.periods[4]: " + "p".repeat(65)
                + " (expected: a label of at most 64 characters)");
  }

  @Test
  void twelveHundredPeriodsCompile() {
    TestModel model = new TestModel().parameter("p", "", 1).metric("m", "cumulative(p)");
    model.periods = IntStream.range(0, 1_200).mapToObj(Integer::toString).toList();
    assertThat(model.compile().periodCount()).isEqualTo(1_200);
  }

  @Test
  void digestDependsOnPeriodsAndValuesNotOnHowTheyAreGiven() {
    CompiledModel one = new TestModel().periods("a", "b").parameter("p", "", 1).metric("m", "p").compile();
    CompiledModel same = new TestModel().periods("a", "b").series("p", "", 1.0, 1.0).metric("m", "p")
        .compile();
    CompiledModel values = new TestModel().periods("a", "b").series("p", "", 1.0, 2.0).metric("m", "p")
        .compile();
    CompiledModel labels = new TestModel().periods("a", "c").parameter("p", "", 1).metric("m", "p").compile();
    CompiledModel scalar = new TestModel().parameter("p", "", 1).metric("m", "p").compile();
    CompiledModel single = new TestModel().periods("a").parameter("p", "", 1).metric("m", "p").compile();
    assertThat(same.digest()).isEqualTo(one.digest());
    assertThat(List.of(one, values, labels, scalar, single)).extracting(CompiledModel::digest)
        .doesNotHaveDuplicates();
  }
}
