package io.margrid.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InternalRateTest {
  @Test
  void theRateMakesPresentValuesAddUpToZero() {
    assertThat(rate(-100, 110)).isCloseTo(0.1, within(1e-15));
    assertThat(rate(0, -100, 0, 121, 0)).isCloseTo(0.1, within(1e-15));
    assertThat(rate(-1, 1)).isZero();
  }

  @Test
  void flowsThatDoNotChangeSignOnceHaveNoRate() {
    assertThat(rate(1, 2)).isNaN();
    assertThat(rate(-1, 2, -1)).isNaN();
    assertThat(rate(0, 0)).isNaN();
    assertThat(rate(-1, Double.POSITIVE_INFINITY)).isNaN();
  }

  @Test
  void ratesBeyondTheDoublesAreInfinityOrTheLossOfAll() {
    assertThat(rate(-1e-300, 1e300)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(rate(1e300, -1e-300)).isEqualTo(-1.0);
  }

  /** Fails after a while rather than hang. */
  private static double rate(double... flows) {
    return CompletableFuture.supplyAsync(() -> InternalRate.of(flows))
        .orTimeout(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
