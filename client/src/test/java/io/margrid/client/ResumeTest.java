package io.margrid.client;

import static io.margrid.client.GridMessages.request;
import static io.margrid.client.GridMessages.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.margrid.client.BreakingSweep.Break;
import io.margrid.v1.GridSummary;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** 10 rows of 100 cells in chunks of 300: a header, four chunks, a summary. */
@Timeout(60)
class ResumeTest {
  private static final GridMessages GRID = new GridMessages(10, 100, 300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ResumePolicy QUICK = new ResumePolicy(4, Duration.ofMillis(2), Duration.ofMillis(20),
      Duration.ofSeconds(5));
  private static final ResumePolicy SLOW = new ResumePolicy(4, Duration.ofMinutes(1), Duration.ofMinutes(1),
      Duration.ofMinutes(1));

  private static void with(BreakingSweep sweep, ResumePolicy policy, Consumer<MargridClient> test)
      throws Exception {
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.builder().target(server.target()).resume(policy).build()) {
      test.accept(client);
    }
  }

  /** The first calls break after so many messages, the others not. */
  private static IntFunction<Break> first(int calls, long messages, StatusRuntimeException failure) {
    return call -> call < calls ? new Break(messages, failure) : Break.NONE;
  }

  private static void assertWhole(Flux<GridEvent> stream, GridSummary summary) {
    List<GridEvent> events = stream.collectList().blockOptional(PATIENCE).orElseThrow();
    assertThat(events.get(0)).isInstanceOf(GridStart.class);
    long next = 0;
    for (GridEvent event : events.subList(1, events.size() - 1)) {
      GridBlock block = (GridBlock) event;
      assertThat(block.firstCell()).isEqualTo(next);
      assertThat(block.header()).isSameAs(((GridStart) events.get(0)).header());
      for (int i = 0; i < block.cellCount(); i++) {
        assertThat(block.values(0)[i]).isEqualTo(value(0, next));
        assertThat(block.values(1)[i]).isEqualTo(value(1, next++));
      }
    }
    assertThat(next).isEqualTo(1_000);
    assertThat(events.get(events.size() - 1)).isEqualTo(new GridEnd(summary));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6})
  void streamBrokenAfterAnyMessageIsWhole(long messages) throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, messages, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> assertWhole(client.stream(request()),
        GRID.summary(request())));
    assertThat(sweep.requests).hasSize(messages < 6 ? 2 : 1);
  }

  @Test
  void laterCallsAskForWhatIsMissingOfTheSameGrid() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(3, 2, BreakingSweep.unavailable()));
    StreamGridRequest part = request(100, 850).toBuilder().setMaxChunkBytes(8_192).build();
    with(sweep, QUICK, client -> assertThat(client.stream(part).collectList().block(PATIENCE)).hasSize(5)
        .last().isEqualTo(new GridEnd(GRID.summary(part))));
    assertThat(sweep.requests).first().isEqualTo(part);
    for (int call = 1; call < 3; call++) {
      StreamGridRequest later = sweep.requests.get(call);
      assertThat(later.getGrid()).isEqualTo(part.getGrid());
      assertThat(later.getMaxChunkBytes()).isEqualTo(8_192);
      assertThat(later.getRange().getFirstCell()).isEqualTo(100 + 300L * call);
      assertThat(later.getRange().getCellCount()).isEqualTo(850 - 300L * call);
      assertThat(later.getRange().getDigest()).isEqualTo(ByteString.copyFrom(new byte[32]));
    }
  }

  @Test
  void rowsGoOnInTheMiddle() throws Exception {
    GridMessages uneven = new GridMessages(10, 100, 77);
    BreakingSweep sweep = new BreakingSweep(uneven, first(12, 2, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> StepVerifier.create(client.streamRows(request()))
        .thenConsumeWhile(row -> row.isWhole() && row.values(0)[99] == value(0, row.firstCell() + 99))
        .verifyComplete());
    assertThat(sweep.requests).hasSize(13);
  }

  @ParameterizedTest
  @EnumSource(value = Status.Code.class, names = {"INTERNAL", "DEADLINE_EXCEEDED", "PERMISSION_DENIED",
      "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED", "ABORTED"})
  void otherFailuresPassAtOnce(Status.Code code) throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.status(code, "OTHER")));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .verifyErrorSatisfies(error -> assertThat(error).asInstanceOf(type(MargridException.class))
            .returns(code, MargridException::code)));
    assertThat(sweep.requests).hasSize(1);
  }

  @Test
  void gridThatHasChangedIsNotJoined() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, call -> call == 0
        ? new Break(3, BreakingSweep.unavailable())
        : new Break(0, BreakingSweep.status(Status.Code.FAILED_PRECONDITION, "RESUME_MISMATCH")));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request())).expectNextCount(3)
        .verifyError(ResumeMismatchException.class));
    assertThat(sweep.requests).hasSize(2);
  }

  @Test
  void anotherDigestInALaterHeaderIsCorruption() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 3, BreakingSweep.unavailable()), message -> {
      StreamGridResponse.Builder changed = message.toBuilder();
      if (message.hasHeader() && message.getHeader().getFirstCell() > 0) {
        changed.getHeaderBuilder().setDigest(ByteString.copyFromUtf8("0123456789abcdef0123456789abcdef"));
      }
      return changed.build();
    });
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request())).expectNextCount(3)
        .verifyErrorSatisfies(error -> assertThat(error).isInstanceOf(StreamCorruptedException.class)
            .hasMessage("header.digest: another (expected: the digest asked for)")));
  }

  @Test
  void overloadedServerIsAskedAgainNoSoonerThanItSays() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 0, BreakingSweep.overloaded(400)));
    with(sweep, QUICK, client -> {
      long before = System.nanoTime();
      assertWhole(client.stream(request()), GRID.summary(request()));
      assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Duration.ofMillis(400).toNanos());
    });
    assertThat(sweep.requests).hasSize(2);
  }

  @Test
  void serverThatAsksForTooLongAWaitEndsTheStream() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.overloaded(5_001)));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .verifyErrorSatisfies(error -> assertThat(error).asInstanceOf(type(ResourceExhaustedException.class))
            .satisfies(e -> assertThat(e.retryDelay()).contains(Duration.ofMillis(5_001)))));
  }

  @Test
  void callCancelledByTheServerGoesOn() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 3, Status.CANCELLED.asRuntimeException()));
    with(sweep, QUICK, client -> assertWhole(client.stream(request()),
        GRID.summary(request())));
    assertThat(sweep.requests).hasSize(2);
  }

  @Test
  void callThatTheServerLetsRunNoLongerGoesOn() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID,
        first(1, 3, BreakingSweep.status(Status.Code.DEADLINE_EXCEEDED, "CALL_TOO_LONG")));
    with(sweep, QUICK, client -> assertWhole(client.stream(request()),
        GRID.summary(request())));
    assertThat(sweep.requests).hasSize(2);
  }

  @Test
  void stalledReaderGoesOnWhenItAsksForMore() throws Exception {
    StatusRuntimeException stalled = BreakingSweep.status(Status.Code.ABORTED, "READER_STALLED");
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, stalled));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request()), 2).expectNextCount(2)
        .expectNoEvent(Duration.ofMillis(300)).then(() -> assertThat(sweep.requests).hasSize(1))
        .thenRequest(1).assertNext(event -> assertThat(((GridBlock) event).firstCell()).isEqualTo(300))
        .then(() -> assertThat(sweep.requests).hasSize(2)).thenRequest(10).expectNextCount(3)
        .expectComplete().verify(PATIENCE));
  }

  @Test
  void demandIsExactOverInterruptions() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(3, 2, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request()), 0).expectSubscription()
        .thenRequest(1).expectNextCount(1).expectNoEvent(Duration.ofMillis(100))
        .thenRequest(2).expectNextCount(2).expectNoEvent(Duration.ofMillis(100))
        .thenRequest(2).expectNextCount(2).expectNoEvent(Duration.ofMillis(100))
        .thenRequest(1).expectNextCount(1).expectComplete().verify(PATIENCE));
  }

  @Test
  void attemptsThatBringNothingAreCounted() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID,
        call -> new Break(call == 0 ? 2 : 1, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .verifyErrorSatisfies(error -> assertThat(error).isInstanceOf(ServerUnavailableException.class)
            .hasMessage("gone")));
    assertThat(sweep.requests).hasSize(1 + QUICK.attempts());
  }

  @Test
  void everyCellStartsTheCountAgain() throws Exception {
    GridMessages small = new GridMessages(10, 100, 10);
    BreakingSweep sweep = new BreakingSweep(small,
        call -> new Break(call % 4 == 3 ? 2 : 1, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> assertThat(client.streamBlocks(request()).take(20).count().block(PATIENCE))
        .isEqualTo(20));
    assertThat(sweep.requests).hasSize(80);
  }

  @Test
  void noServerAtAllIsAFailureInTheEnd() throws Exception {
    String target;
    try (Loopback server = Loopback.serve(new HandMadeSweep(GRID))) {
      target = server.target();
    }
    try (MargridClient client = MargridClient.builder().target(target).resume(QUICK).build()) {
      StepVerifier.create(client.stream(request())).expectError(ServerUnavailableException.class)
          .verify(PATIENCE);
    }
  }

  @Test
  void switchedOffTheFirstFailurePasses() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.unavailable()));
    with(sweep, ResumePolicy.off(), client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .verifyError(ServerUnavailableException.class));
    assertThat(sweep.requests).hasSize(1);
  }

  @Test
  void cancelWhileWaitingEndsEverything() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.unavailable()));
    ResumePolicy unhurried = new ResumePolicy(4, Duration.ofMillis(300), Duration.ofMillis(300),
        Duration.ZERO);
    with(sweep, unhurried, client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .expectNoEvent(Duration.ofMillis(50)).thenCancel().verify(PATIENCE));
    Thread.sleep(500);
    assertThat(sweep.requests).hasSize(1);
  }

  @Test
  void closedClientWaitsNoLonger() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.unavailable()));
    with(sweep, SLOW, client -> StepVerifier.create(client.stream(request())).expectNextCount(2)
        .expectNoEvent(Duration.ofMillis(50)).then(client::close)
        .expectError(ServerUnavailableException.class)
        .verify(PATIENCE));
  }

  @Test
  void deadlineIsThatOfTheWholeStream() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(1, 2, BreakingSweep.unavailable()));
    try (Loopback server = Loopback.serve(sweep);
        MargridClient client = MargridClient.builder().target(server.target()).resume(SLOW)
            .streamDeadline(Duration.ofSeconds(2)).build()) {
      StepVerifier.create(client.stream(request())).expectNextCount(2)
          .expectError(DeadlineExceededException.class)
          .verify(PATIENCE);
    }
    assertThat(sweep.requests).hasSize(1);
  }

  @Test
  void contextOfTheSubscriberHoldsForEveryCall() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, call -> new Break(2, BreakingSweep.unavailable()));
    Context.CancellableContext context = Context.current().withCancellation();
    with(sweep, QUICK, client -> {
      Flux<GridEvent> events = client.stream(request()).doOnNext(event -> {
        if (event instanceof GridBlock block && block.firstCell() == 600) {
          context.cancel(null);
        }
      });
      StepVerifier verifier = StepVerifier.create(events).expectNextCount(4)
          // Whichever comes first: that of the server, or that of the context.
          .expectErrorMatches(error -> error instanceof CallCancelledException
              || error instanceof ServerUnavailableException);
      context.run(() -> verifier.verify(PATIENCE));
    });
    assertThat(sweep.requests).hasSize(3);
  }

  @Test
  void subscriptionsDoNotShareTheirProgress() throws Exception {
    BreakingSweep sweep = new BreakingSweep(GRID, first(2, 2, BreakingSweep.unavailable()));
    with(sweep, QUICK, client -> {
      Flux<GridEvent> stream = client.stream(request());
      Disposable abandoned = stream.take(2).subscribe();
      assertWhole(stream, GRID.summary(request()));
      assertWhole(stream, GRID.summary(request()));
      abandoned.dispose();
    });
  }
}
