package io.margrid.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.margrid.v1.Display;
import io.margrid.v1.Display.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {

  @ParameterizedTest
  @CsvSource({"0.475, 48%", "0.4749999, 47%", "0.47499999999999998, 48%", "-0.001, 0%", "1, 100%"})
  void percentWithDecimalsRoundsHalvesUp(double value, String text) {
    Display percent = Display.newBuilder().setFormat(Format.FORMAT_PERCENT).setDecimals(0).build();
    assertThat(DisplayText.of(value, percent)).isEqualTo(text);
  }

  @Test
  void hugeValuesAreShortWhateverTheDecimals() {
    Display money = Display.newBuilder().setDecimals(2).build();
    assertThat(DisplayText.of(1e300, money)).isEqualTo("1e+300");
    assertThat(DisplayText.of(-1.25e12, money)).isEqualTo("-1.25e+12");
    assertThat(DisplayText.of(999_999_999_999.0, money)).isEqualTo("999999999999.00");
  }

  @Test
  void basisPointsAreTenThousandths() {
    Display points = Display.newBuilder().setFormat(Format.FORMAT_BASIS_POINTS).setDecimals(1).build();
    assertThat(DisplayText.of(0.02134, points)).isEqualTo("213.4 bp");
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "1.2345678, 1.23457", "31536000, 31536000", "1234567.8, 1234568",
      "0.000012345678, 0.0000123457",
      "1e-9, 1e-9", "6.0000000000000009, 6", "0, 0", "-0.0, 0", "1e30, 1e+30", "NaN, NaN",
      "Infinity, Infinity"})
  void defaultHintKeepsSixSignificantDigits(double value, String text) {
    assertThat(DisplayText.of(value, Display.getDefaultInstance())).isEqualTo(text);
  }
}
