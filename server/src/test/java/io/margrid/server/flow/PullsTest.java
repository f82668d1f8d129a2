package io.margrid.server.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

class PullsTest {
  @Test
  void oneRequestIsOnePull() {
    CountedSource source = new CountedSource(Long.MAX_VALUE);
    StepVerifier.create(Pulls.of(() -> source), 0)
        .thenRequest(1).expectNext(0)
        .then(() -> assertThat(source.pulls).hasValue(1))
        .thenRequest(2).expectNext(1, 2)
        .then(() -> assertThat(source.pulls).hasValue(3))
        .thenCancel().verify();
    assertThat(source.closed).hasValue(1);
  }

  @Test
  void theEndComesWithTheLastElement() {
    StepVerifier.create(Pulls.of(() -> new CountedSource(2)), 2).expectNext(0, 1).verifyComplete();
  }

  @Test
  void noElementsIsAnEndWithoutAPull() {
    CountedSource source = new CountedSource(0);
    StepVerifier.create(Pulls.of(() -> source)).verifyComplete();
    assertThat(source.pulls).hasValue(0);
    assertThat(source.closed).hasValue(1);
  }

  @Test
  void cancellationDuringAPullLetsThatPullEndAndClosesOnce() {
    CountedSource source = new CountedSource(10);
    List<Integer> seen = new ArrayList<>();
    Pulls.of(() -> source).subscribe(new BaseSubscriber<Integer>() {
      @Override
      protected void hookOnNext(Integer value) {
        seen.add(value);
        cancel();
      }
    });
    assertThat(seen).containsExactly(0);
    assertThat(source.pulls).hasValue(1);
    assertThat(source.closed).hasValue(1);
  }
}
