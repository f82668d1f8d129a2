package io.margrid.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "1.0, 1", "0.25, 0.25", "7.5, 7.5", "31536000, 31536000", "0.153846, 0.153846",
      "1e15, 1000000000000000",
      "1e16, 1e16", "1.5e300, 1.5e300", "0.000001, 0.000001", "1.25e-7, 1.25e-7", "4.9e-324, 4.9e-324",
      "NaN, nan"})
  void printsAsAPersonWould(double value, String text) {
    assertThat(Numbers.print(value)).isEqualTo(text);
  }

  @Test
  void printedNumbersReadBackToTheSameBits() {
    Random random = Seed.random();
    for (int i = 0; i < 100_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (Double.isFinite(value)) {
        assertThat(Numbers.parse(Numbers.print(value))).isEqualTo(value);
      }
    }
  }
}
