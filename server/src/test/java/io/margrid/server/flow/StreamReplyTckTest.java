package io.margrid.server.flow;

import io.margrid.server.admission.Admission;
import io.margrid.server.admission.AdmissionLimits;
import io.margrid.server.admission.Caller;
import io.margrid.server.admission.StreamPlace;
import io.margrid.server.admission.StreamSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;

/** The reactive-streams rules for subscribers, with a transport that always has room. Runs on TestNG. */
public class StreamReplyTckTest extends SubscriberBlackboxVerification<Integer> {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  public StreamReplyTckTest() {
    super(new TestEnvironment(500, 50));
  }

  @AfterClass
  public void shutDown() {
    executor.shutdown();
  }

  @Override
  public Subscriber<Integer> createSubscriber() {
    List<Subscriber<? super Integer>> subscribed = new ArrayList<>();
    Publisher<Integer> publisher = subscribed::add;
    Throwable late = new IllegalStateException("late");
    StreamTimes times = new StreamTimes(Duration.ofHours(1), late, Duration.ofHours(1), late);
    StreamPlace place = new Admission(new AdmissionLimits(1, 1, 1, 1, 1_000, 1_000, 1, 1)).admitStream(
        Caller.current(), new StreamSize(100, 0));
    new StreamReplies(Function.identity(), times, System::nanoTime)
        .start(publisher, new TestCall<>(true), place, new Turns(executor, () -> true));
    @SuppressWarnings("unchecked") // a subscriber of numbers
    Subscriber<Integer> reply = (Subscriber<Integer>) subscribed.getFirst();
    return reply;
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
