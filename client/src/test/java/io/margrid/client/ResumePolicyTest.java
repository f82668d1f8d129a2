package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResumePolicyTest {
  private static final ResumePolicy STANDARD = ResumePolicy.standard();

  private static long millis(int attempt, double random) {
    return STANDARD.waitBefore(attempt, Optional.empty(), random).orElseThrow().toMillis();
  }

  @Test
  void waitsDoubleUpToTheLongestAndAreShortenedByUpToHalf() {
    assertThat(millis(1, 1)).isEqualTo(100);
    assertThat(millis(1, 0)).isEqualTo(50);
    assertThat(millis(4, 1)).isEqualTo(800);
    assertThat(millis(10, 1)).isEqualTo(5_000);
    assertThat(millis(10, 0)).isEqualTo(2_500);
    assertThat(STANDARD.waitBefore(11, Optional.empty(), 0.5)).isEmpty();
    assertThat(STANDARD.withAttempts(Integer.MAX_VALUE).waitBefore(Integer.MAX_VALUE, Optional.empty(), 1))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void serverIsGivenTheTimeThatItAsksForAndSomeMore() {
    assertThat(STANDARD.waitBefore(1, Optional.of(Duration.ofSeconds(2)), 0)).contains(Duration.ofSeconds(2));
    assertThat(STANDARD.waitBefore(1, Optional.of(Duration.ofSeconds(2)), 1))
        .contains(Duration.ofMillis(2_050));
    assertThat(STANDARD.waitBefore(10, Optional.of(Duration.ofSeconds(2)), 1))
        .contains(Duration.ofSeconds(5));
    assertThat(STANDARD.waitBefore(1, Optional.of(Duration.ofSeconds(60)), 0)).isPresent();
    assertThat(STANDARD.waitBefore(1, Optional.of(Duration.ofMillis(60_001)), 0)).isEmpty();
  }

  @Test
  void offMakesNoAttempt() {
    assertThat(ResumePolicy.off().waitBefore(1, Optional.empty(), 0)).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> STANDARD.withAttempts(-1)).hasMessage("attempts: -1 (expected: not negative)");
    assertThatThrownBy(() -> new ResumePolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .hasMessageStartingWith("firstBackoff: PT0S (expected: ");
    assertThatThrownBy(() -> new ResumePolicy(1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO))
        .hasMessageStartingWith("longestBackoff: PT1S (expected: PT2S to ");
    assertThatThrownBy(
        () -> new ResumePolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(2)))
        .hasMessageStartingWith("longestWait: PT48H (expected: ");
  }
}
