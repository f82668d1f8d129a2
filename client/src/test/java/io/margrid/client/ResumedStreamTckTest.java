package io.margrid.client;

import static java.util.Objects.requireNonNull;

import io.grpc.Status;
import io.margrid.client.BreakingSweep.Break;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The reactive-streams rules, for a stream whose calls break after every third cell. Runs on TestNG. */
public class ResumedStreamTckTest extends PublisherVerification<GridBlock> {
  private static final long CELLS = 100_000;
  private @Nullable Loopback server;
  private @Nullable Loopback failing;
  private @Nullable MargridClient client;
  private @Nullable MargridClient failingClient;

  public ResumedStreamTckTest() {
    super(new TestEnvironment(2_000, 300));
  }

  // Not in the constructor: TestNG makes an object for discovery that never runs.
  @BeforeClass
  public void open() throws IOException {
    GridMessages cells = new GridMessages(1, CELLS, 1);
    server = Loopback.serve(new BreakingSweep(cells, call -> new Break(4, BreakingSweep.unavailable())));
    failing = Loopback.serve(
        new BreakingSweep(cells, call -> new Break(0, Status.INTERNAL.asRuntimeException())));
    client = client(server);
    failingClient = client(failing);
  }

  private static MargridClient client(Loopback server) {
    ResumePolicy quick = new ResumePolicy(3, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);
    return MargridClient.builder().target(server.target()).resume(quick).build();
  }

  @AfterClass
  public void shut() {
    requireNonNull(client).close();
    requireNonNull(failingClient).close();
    requireNonNull(server).close();
    requireNonNull(failing).close();
  }

  @Override
  public long maxElementsFromPublisher() {
    return CELLS;
  }

  @Override
  public Publisher<GridBlock> createPublisher(long elements) {
    return requireNonNull(client).streamBlocks(GridMessages.request(0, elements));
  }

  @Override
  public Publisher<GridBlock> createFailedPublisher() {
    return requireNonNull(failingClient).streamBlocks(GridMessages.request());
  }
}
