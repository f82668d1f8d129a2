package io.margrid.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InternalRateTest {
  private static final double NAN = Double.NaN;

  /** Fails after a while rather than hang. */
  private static double rate(double... flows) {
    return CompletableFuture.supplyAsync(() -> InternalRate.of(flows))
        .orTimeout(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Test
  void rateMakesFlowsWorthNothing() {
    assertThat(rate(-1, 1)).isEqualTo(0);
    assertThat(rate(-1, 2)).isEqualTo(1);
    assertThat(rate(-1, 0, 4)).isEqualTo(1);
    assertThat(rate(1, 0, -4)).isEqualTo(1);
    assertThat(rate(-8, 0, 0, 1)).isEqualTo(-0.5);
    assertThat(rate(-100, 110)).isCloseTo(0.1, within(1e-15));
    assertThat(rate(-100, 60, 60)).isCloseTo(120 / (Math.sqrt(27_600) - 60) - 1, within(1e-15));
  }

  @Test
  void zerosHaveNoSign() {
    assertThat(rate(0, 0, -1, 0, 4, 0)).isEqualTo(1);
    assertThat(rate(-0.0, -1, 2)).isEqualTo(1);
  }

  @Test
  void onlyOneChangeOfSignHasARate() {
    assertThat(rate()).isNaN();
    assertThat(rate(0, 0)).isNaN();
    assertThat(rate(1, 2)).isNaN();
    assertThat(rate(-1, 3, -2)).isNaN();
    assertThat(rate(-1, NAN)).isNaN();
    assertThat(rate(-1, Double.POSITIVE_INFINITY)).isNaN();
  }

  @Test
  void extremeFlowsHaveARateToo() {
    assertThat(rate(-Double.MAX_VALUE, Double.MIN_VALUE)).isEqualTo(-1);
    assertThat(rate(-1e-300, 1e300)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(rate(1e300, -1e-300)).isEqualTo(-1);
    assertThat(rate(-Double.MIN_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(rate(-Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(0);
  }

  @Test
  void presentValueAtTheRateIsNothingToTheFlows() {
    long seed = Long.getLong("margrid.seed", System.nanoTime());
    System.out.println("margrid.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      double[] flows = new double[2 + random.nextInt(40)];
      int change = 1 + random.nextInt(flows.length - 1);
      Arrays.setAll(flows, t -> (t < change ? -1 : 1) * random.nextDouble(0.1, 10));
      double rate = InternalRate.of(flows);
      double sum = 0;
      double size = 0;
      for (int t = 0; t < flows.length; t++) {
        sum += flows[t] * StrictMath.pow(1 + rate, -t);
        size += Math.abs(flows[t]) * StrictMath.pow(1 + rate, -t);
      }
      assertThat(Math.abs(sum)).as(Arrays.toString(flows)).isLessThanOrEqualTo(1e-12 * size);
      assertThat(InternalRate.of(Arrays.stream(flows).map(flow -> -4 * flow).toArray())).isEqualTo(rate);
    }
  }
}
