package io.margrid.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentTest {
  private static final double[] SPECIAL = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
      -0.0, 0.0,
      Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE};

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 13, 207, 256, 257, 4_098})
  void leastAndGreatestAreThoseOfTheFiniteValues(int size) {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    for (int round = 0; round < 50; round++) {
      Random random = new Random(seed + round);
      Extent extent = new Extent();
      DoubleSummaryStatistics finite = new DoubleSummaryStatistics();
      for (int column = 0; column < 5; column++) {
        double[] values = random.doubles(size, -1e3, 1e3).toArray();
        if (random.nextBoolean()) {
          values[random.nextInt(size)] = SPECIAL[random.nextInt(SPECIAL.length)];
        }
        Arrays.stream(values).filter(Double::isFinite).forEach(finite);
        extent.add(values);
        String how = "-Dmargrid.seed=" + (seed + round);
        assertThat(extent.isEmpty()).as(how).isEqualTo(finite.getCount() == 0);
        if (finite.getCount() > 0) {
          assertThat(extent.least()).as(how).isEqualTo(finite.getMin() + 0.0);
          assertThat(extent.greatest()).as(how).isEqualTo(finite.getMax() + 0.0);
        }
      }
    }
  }

  @Test
  void zeroHasNoSign() {
    Extent extent = new Extent();
    extent.add(new double[]{-0.0});
    assertThat(Double.doubleToRawLongBits(extent.least())).isZero();
    assertThat(Double.doubleToRawLongBits(extent.greatest())).isZero();
  }

  @Test
  void nothingFiniteIsEmpty() {
    Extent extent = new Extent();
    extent.add(new double[]{Double.NaN, Double.POSITIVE_INFINITY});
    assertThat(extent.isEmpty()).isTrue();
  }
}
