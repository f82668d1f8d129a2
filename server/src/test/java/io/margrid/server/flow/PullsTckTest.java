package io.margrid.server.flow;

import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The reactive-streams rules for publishers. Runs on TestNG. */
public class PullsTckTest extends PublisherVerification<Integer> {
  public PullsTckTest() {
    super(new TestEnvironment(500, 50));
  }

  @Override
  public Publisher<Integer> createPublisher(long elements) {
    return Pulls.of(() -> new CountedSource(elements));
  }

  @Override
  public Publisher<Integer> createFailedPublisher() {
    return Pulls.<Integer, CountedSource>of(() -> {
      throw new IllegalStateException("does not open");
    });
  }
}
