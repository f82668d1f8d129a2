package io.margrid.client.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubleTextTest {
  private static final long SEED = Long.getLong("margrid.seed", new Random().nextLong());

  @ParameterizedTest
  @CsvSource({"10, 10", "-0.0, -0", "0, 0", "0.3, 0.3", "-0.15, -0.15", "1e-6, 0.000001", "1e-7, 1e-7",
      "1.5e-7, 1.5e-7", "1e20, 100000000000000000000", "1e21, 1e+21", "-1.25e300, -1.25e+300",
      "9007199254740993, 9007199254740992", "12345678.9, 12345678.9", "4.9E-324, 5e-324", "2E-323, 2e-323",
      "1.7976931348623157E308, 1.7976931348623157e+308", "2e23, 2e+23", "NaN, NaN", "Infinity, Infinity",
      "-Infinity, -Infinity", "0.1, 0.1", "123456789012345680000, 123456789012345680000"})
  void layoutIsThatOfJavaScript(double value, String text) {
    assertThat(DoubleText.of(value)).isEqualTo(text);
  }

  @Test
  void everyDoubleReadsBackToItsBits() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      double value = i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextInt() / 1000.0;
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(DoubleText.of(value))).as("margrid.seed=%d", SEED).isEqualTo(value);
      }
    }
  }

  /** Java 17 takes the search; the Java that runs the tests writes the shortest itself, so both can be compared. */
  @Test
  void searchFindsWhatNewerJavaWrites() {
    assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(19);
    Random random = new Random(SEED);
    for (int i = 0; i < 50_000; i++) {
      double value = switch (i % 3) {
        case 0 -> Double.longBitsToDouble(random.nextLong());
        case 1 -> Math.scalb(1.0, random.nextInt(2000) - 1000); // powers of two: neighbours at unequal distances
        default -> random.nextInt(1_000_000) / 1000.0 + 0.0001;
      };
      if (Double.isFinite(value) && Math.abs(value) > 1e-300) {
        assertThat(DoubleText.shortest(value)).as("%s, margrid.seed=%d", value, SEED)
            .isEqualByComparingTo(new BigDecimal(Double.toString(value)));
      }
    }
  }
}
