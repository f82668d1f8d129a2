package io.margrid.client.flow;

import static java.util.Objects.requireNonNull;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.margrid.client.Loopback;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The reactive-streams rules for publishers, against a real server on a real socket. Runs on TestNG. */
public class CallFluxTckTest extends PublisherVerification<StreamGridResponse> {
  private @Nullable Loopback server;
  private @Nullable ManagedChannel channel;

  public CallFluxTckTest() {
    super(new TestEnvironment(2_000, 300));
  }

  // Not in the constructor: TestNG makes an object for discovery that never runs.
  @BeforeClass
  public void open() throws IOException {
    Loopback started = Loopback.serve(new CountedAnswers());
    server = started;
    channel = NettyChannelBuilder.forTarget(started.target()).usePlaintext().build();
  }

  @AfterClass
  public void shut() {
    requireNonNull(channel).shutdownNow();
    requireNonNull(server).close();
  }

  @Override
  public Publisher<StreamGridResponse> createPublisher(long elements) {
    return flux(CountedAnswers.request(elements));
  }

  @Override
  public Publisher<StreamGridResponse> createFailedPublisher() {
    return flux(CountedAnswers.request(-1));
  }

  private CallFlux<StreamGridRequest, StreamGridResponse> flux(StreamGridRequest request) {
    return new CallFlux<>(requireNonNull(channel), SweepServiceGrpc.getStreamGridMethod(),
        () -> CallOptions.DEFAULT, request,
        3);
  }
}
