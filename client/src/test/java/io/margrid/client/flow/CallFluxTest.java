package io.margrid.client.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.margrid.client.GridMessages;
import io.margrid.client.HandMadeSweep;
import io.margrid.client.Loopback;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@Timeout(60)
class CallFluxTest {
  private static final int CREDIT = 3;
  /** 10¹² cells in chunks of 126 KiB: no test could read it to the end. */
  private static final GridMessages ENDLESS = new GridMessages(1_000_000, 1_000_000, 8_192);

  private final RequestCounter counter = new RequestCounter();
  private final HandMadeSweep endless = new HandMadeSweep(ENDLESS);
  private Loopback endlessServer;
  private Loopback countedServer;
  private ManagedChannel endlessChannel;
  private ManagedChannel countedChannel;

  @BeforeEach
  void open() throws Exception {
    endlessServer = Loopback.serve(endless);
    countedServer = Loopback.serve(new CountedAnswers());
    endlessChannel = NettyChannelBuilder.forTarget(endlessServer.target()).usePlaintext()
        .flowControlWindow(1 << 20)
        .build();
    countedChannel = NettyChannelBuilder.forTarget(countedServer.target()).usePlaintext().build();
  }

  @AfterEach
  void shut() {
    endlessChannel.shutdownNow();
    countedChannel.shutdownNow();
    endlessServer.close();
    countedServer.close();
  }

  @Test
  void messagesComeInOrderAndThenTheEnd() {
    Flux<Long> numbers = counted(1_000).map(message -> message.getChunk().getFirstCell());
    StepVerifier.create(numbers.collectList()).assertNext(
        list -> assertThat(list).hasSize(1_000).isSorted().startsWith(0L).endsWith(999L)).verifyComplete();
  }

  @Test
  void unboundedDemandAsksByTheCredit() {
    StepVerifier.create(counted(1_000)).expectNextCount(1_000).verifyComplete();
    assertThat(counter.mostOutstanding()).isEqualTo(CREDIT);
    // The last ones are asked for in vain: the end comes instead.
    assertThat(counter.asked()).isEqualTo(1_000 + CREDIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 64})
  void noCreditHoldsAStreamUpHoweverLittleTheSubscriberRequests(int credit) {
    for (int demand : new int[]{1, 2, 3, Integer.MAX_VALUE}) {
      StepVerifier.create(counted(100, credit).limitRate(demand)).expectNextCount(100).verifyComplete();
    }
  }

  @Test
  void neverAsksForMoreThanTheSubscriberRequested() {
    StepVerifier.create(counted(100), 0).expectSubscription().expectNoEvent(Duration.ofMillis(100))
        .then(() -> assertThat(counter.asked()).isZero()).thenRequest(1).expectNextCount(1)
        .then(() -> assertThat(counter.asked()).isEqualTo(1)).thenRequest(10).expectNextCount(10)
        .then(() -> assertThat(counter.asked()).isEqualTo(11)).thenCancel().verify();
    assertThat(counter.mostOutstanding()).isLessThanOrEqualTo(CREDIT);
  }

  @Test
  void subscriberThatStopsRequestingStopsTheServer() throws Exception {
    BaseSubscriber<StreamGridResponse> reader = requesting(1);
    endless().subscribe(reader);
    long sent = settled();
    // The window of 8 chunks, what the server's transport holds, and the one delivered.
    assertThat(sent).isBetween(1L, 20L);
    reader.request(5);
    assertThat(settled()).isBetween(sent + 1, sent + 10);
    reader.cancel();
  }

  @Test
  void cancelledStreamStopsPulling() throws Exception {
    CountDownLatch read = new CountDownLatch(100);
    BaseSubscriber<StreamGridResponse> reader = new BaseSubscriber<>() {
      @Override
      protected void hookOnNext(StreamGridResponse message) {
        read.countDown();
      }
    };
    endless().subscribe(reader);
    assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
    reader.cancel();
    assertThat(endless.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    long sent = settled();
    Thread.sleep(100);
    assertThat(endless.sent.get()).isEqualTo(sent);
  }

  @Test
  void everySubscriptionIsACallOfItsOwn() {
    Flux<StreamGridResponse> flux = endless().take(2);
    assertThat(endless.calls.get()).isZero();
    StepVerifier.create(flux).expectNextCount(2).verifyComplete();
    StepVerifier.create(flux).expectNextCount(2).verifyComplete();
    assertThat(endless.calls.get()).isEqualTo(2);
  }

  @Test
  void subscriberThatCancelsAtOnceMakesNoCall() throws Exception {
    endless().subscribe(new BaseSubscriber<>() {
      @Override
      protected void hookOnSubscribe(Subscription subscription) {
        cancel();
      }
    });
    Thread.sleep(200);
    assertThat(endless.calls.get()).isZero();
  }

  @Test
  void deadlineEndsTheStream() {
    StepVerifier.create(expiring()).thenConsumeWhile(message -> true).verifyErrorSatisfies(
        error -> assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
  }

  @Test
  void deadlineReachesASubscriberThatRequestsNothing() {
    StepVerifier.create(expiring(), 1).expectNextCount(1).expectErrorSatisfies(
        error -> assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED))
        .verify(Duration.ofSeconds(20));
  }

  @Test
  void statusOfTheServerArrivesWithoutDemand() {
    StepVerifier.create(counted(-1), 0)
        .verifyErrorSatisfies(error -> assertThat(error).hasMessage("FAILED_PRECONDITION: as asked"));
  }

  @Test
  void lostConnectionEndsTheStreamAfterWhatHasArrived() throws Exception {
    try (CuttableForwarder forwarder = CuttableForwarder.to(endlessServer.port())) {
      ManagedChannel channel = NettyChannelBuilder.forTarget(forwarder.target()).usePlaintext().build();
      StepVerifier.create(flux(channel, GridMessages.request()), 2).expectNextCount(2).then(forwarder::cut)
          .thenRequest(Long.MAX_VALUE).thenConsumeWhile(message -> true).verifyErrorSatisfies(
              error -> assertThat(Status.fromThrowable(error).getCode()).isEqualTo(Status.Code.UNAVAILABLE));
      channel.shutdownNow();
    }
  }

  @Test
  void requestOfNothingIsAnErrorAndCancelsTheCall() throws Exception {
    CompletableFuture<Throwable> error = new CompletableFuture<>();
    CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    endless().subscribe(new RawSubscriber(subscription::complete, error::complete));
    subscription.join().request(1);
    assertThat(settled()).isPositive();
    subscription.join().request(0);
    assertThat(error.get(20, TimeUnit.SECONDS)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("request: 0 ");
    assertThat(endless.cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void creditBelowOneIsRefused() {
    assertThatThrownBy(() -> new CallFlux<>(endlessChannel, SweepServiceGrpc.getStreamGridMethod(),
        () -> CallOptions.DEFAULT, GridMessages.request(), 0)).hasMessage("credit: 0 (expected: at least 1)");
  }

  private CallFlux<StreamGridRequest, StreamGridResponse> counted(long messages) {
    return counted(messages, CREDIT);
  }

  private CallFlux<StreamGridRequest, StreamGridResponse> counted(long messages, int credit) {
    return flux(ClientInterceptors.intercept(countedChannel, counter), CountedAnswers.request(messages),
        credit);
  }

  private CallFlux<StreamGridRequest, StreamGridResponse> endless() {
    return flux(endlessChannel, GridMessages.request());
  }

  /** The endless stream with a deadline, over a connection that is already made. */
  private CallFlux<StreamGridRequest, StreamGridResponse> expiring() {
    endless().blockFirst();
    return new CallFlux<>(endlessChannel, SweepServiceGrpc.getStreamGridMethod(),
        () -> CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.SECONDS), GridMessages.request(), CREDIT);
  }

  private static CallFlux<StreamGridRequest, StreamGridResponse> flux(Channel channel,
      StreamGridRequest request) {
    return flux(channel, request, CREDIT);
  }

  private static CallFlux<StreamGridRequest, StreamGridResponse> flux(Channel channel,
      StreamGridRequest request, int credit) {
    return new CallFlux<>(channel, SweepServiceGrpc.getStreamGridMethod(), () -> CallOptions.DEFAULT, request,
        credit);
  }

  private static BaseSubscriber<StreamGridResponse> requesting(long count) {
    return new BaseSubscriber<>() {
      @Override
      protected void hookOnSubscribe(Subscription subscription) {
        request(count);
      }
    };
  }

  /** Messages sent once half a second has brought no more. */
  private long settled() throws InterruptedException {
    long before = -1;
    while (before != endless.sent.get() || before == 0) {
      before = endless.sent.get();
      Thread.sleep(500);
    }
    return before;
  }
}
