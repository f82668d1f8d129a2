package io.margrid.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTextTest {
  @ParameterizedTest
  @CsvSource({"2.0, 2", "-2.5, -2.5", "-0.0, 0", "1e15, 1000000000000000", "1e16, 1e16", "-1.25e-7, -1.25e-7",
      "NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
  void numbersAreAsShortAsTheyCanBe(double value, String text) {
    assertThat(FaultText.number(value)).isEqualTo(text);
  }

  @Test
  void oneThingIsNotSeveral() {
    assertThat(FaultText.count(1, "axis", "axes")).isEqualTo("1 axis");
    assertThat(FaultText.count(0, "axis", "axes")).isEqualTo("0 axes");
    assertThat(FaultText.count(2, "axis", "axes")).isEqualTo("2 axes");
  }

  @Test
  void anInfiniteBoundIsNotNamed() {
    assertThat(FaultText.bounds(0, Double.POSITIVE_INFINITY)).isEqualTo("at least 0");
    assertThat(FaultText.bounds(Double.NEGATIVE_INFINITY, 2)).isEqualTo("at most 2");
    assertThat(FaultText.bounds(0, 1)).isEqualTo("0 to 1");
  }
}
