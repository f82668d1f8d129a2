package io.margrid.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.margrid.v1.EvaluateRequest;
import io.margrid.v1.EvaluateResponse;
import io.margrid.v1.StreamGridRequest;
import io.margrid.v1.StreamGridResponse;
import io.margrid.v1.SweepServiceGrpc;
import java.nio.channels.ClosedChannelException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every failure travels over a real socket: the details are metadata, and metadata has rules of its own. */
@Timeout(60)
class StatusMappingTest {

  @Test
  void everyCodeHasItsException() throws Exception {
    Map<Status.Code, Class<?>> expected = new EnumMap<>(Map.ofEntries(
        Map.entry(Status.Code.INVALID_ARGUMENT, InvalidRequestException.class),
        Map.entry(Status.Code.OUT_OF_RANGE, InvalidRequestException.class),
        Map.entry(Status.Code.NOT_FOUND, UnknownModelException.class),
        Map.entry(Status.Code.RESOURCE_EXHAUSTED, ResourceExhaustedException.class),
        Map.entry(Status.Code.FAILED_PRECONDITION, ServerFaultException.class),
        Map.entry(Status.Code.UNAVAILABLE, ServerUnavailableException.class),
        Map.entry(Status.Code.DEADLINE_EXCEEDED, DeadlineExceededException.class),
        Map.entry(Status.Code.CANCELLED, CallCancelledException.class),
        Map.entry(Status.Code.UNAUTHENTICATED, AccessDeniedException.class),
        Map.entry(Status.Code.PERMISSION_DENIED, AccessDeniedException.class),
        Map.entry(Status.Code.ABORTED, ReaderStalledException.class),
        Map.entry(Status.Code.UNKNOWN, ServerFaultException.class),
        Map.entry(Status.Code.ALREADY_EXISTS, ServerFaultException.class),
        Map.entry(Status.Code.UNIMPLEMENTED, ServerFaultException.class),
        Map.entry(Status.Code.INTERNAL, ServerFaultException.class),
        Map.entry(Status.Code.DATA_LOSS, ServerFaultException.class)));
    assertThat(expected).hasSize(Status.Code.values().length - 1);
    for (Map.Entry<Status.Code, Class<?>> entry : expected.entrySet()) {
      MargridException failure = evaluate(
          entry.getKey().toStatus().withDescription("why").asRuntimeException());
      assertThat(failure).isExactlyInstanceOf(entry.getValue()).hasMessage("why");
      assertThat(failure.code()).isEqualTo(entry.getKey());
      assertThat(failure.getCause()).isInstanceOf(StatusRuntimeException.class);
    }
  }

  @Test
  void faultsOfTheRequestArriveInOrder() throws Exception {
    MargridException failure = evaluate(failing(Status.Code.INVALID_ARGUMENT,
        "fee: 12 (expected: at most 10)",
        ErrorInfo.newBuilder().setReason("OUT_OF_BOUNDS").setDomain("margrid.io").putMetadata("field", "fee")
            .putMetadata("violations_omitted", "7").build(),
        BadRequest.newBuilder()
            .addFieldViolations(violation("fee", "OUT_OF_BOUNDS", "fee: 12 (expected: at most 10)"))
            .addFieldViolations(violation("share", "UNKNOWN_PARAMETER", "share:\n x")).build()));
    assertThat(failure).isInstanceOf(InvalidRequestException.class)
        .hasMessage("fee: 12 (expected: at most 10)");
    assertThat(failure.reason()).isEqualTo("OUT_OF_BOUNDS");
    assertThat(failure.domain()).isEqualTo("margrid.io");
    assertThat(failure.metadata()).containsEntry("field", "fee");
    assertThat(failure.violations()).containsExactly(
        new Violation("fee", "OUT_OF_BOUNDS", "fee: 12 (expected: at most 10)"),
        new Violation("share", "UNKNOWN_PARAMETER", "share: x"));
    assertThat(failure.violationsOmitted()).isEqualTo(7);
  }

  @Test
  void overloadSaysWhenToComeBack() throws Exception {
    MargridException failure = evaluate(failing(Status.Code.RESOURCE_EXHAUSTED, "busy",
        ErrorInfo.newBuilder().setReason("OVERLOADED").build(), RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(2).setNanos(500_000_000)).build()));
    assertThat(failure).isInstanceOf(ResourceExhaustedException.class);
    assertThat(failure.retryDelay()).contains(java.time.Duration.ofMillis(2_500));
  }

  @Test
  void resumeOfAnotherGridIsItsOwnException() throws Exception {
    MargridException failure = evaluate(failing(Status.Code.FAILED_PRECONDITION, "range.digest: …",
        ErrorInfo.newBuilder().setReason("RESUME_MISMATCH").setDomain("margrid.io").build()));
    assertThat(failure).isInstanceOf(ResumeMismatchException.class);
  }

  @Test
  void closedConnectionIsAnUnavailableServer() {
    Throwable failure = StatusMapping.toMargrid(Status.UNKNOWN.withDescription("channel closed")
        .withCause(new ClosedChannelException()).asRuntimeException());
    assertThat(failure).isInstanceOf(ServerUnavailableException.class).hasMessage("channel closed");
    assertThat(Interruption.isTransient(failure)).isTrue();
  }

  @Test
  void failureWithoutDetailsHasEmptyOnes() throws Exception {
    MargridException failure = evaluate(Status.INTERNAL.asRuntimeException());
    assertThat(failure).hasMessage("INTERNAL");
    assertThat(failure.reason()).isEmpty();
    assertThat(failure.domain()).isEmpty();
    assertThat(failure.metadata()).isEmpty();
    assertThat(failure.violations()).isEmpty();
    assertThat(failure.violationsOmitted()).isZero();
    assertThat(failure.retryDelay()).isEmpty();
  }

  @Test
  void messageIsOneLine() throws Exception {
    assertThat(evaluate(Status.INTERNAL.withDescription(" a\r\n\tb\u001b[31m ").asRuntimeException()))
        .hasMessage("a b [31m");
  }

  @Test
  void detailsThatCannotBeReadDoNotHideTheStatus() throws Exception {
    Metadata broken = new Metadata();
    broken.put(ProtoUtils.keyForProto(com.google.rpc.Status.getDefaultInstance()),
        com.google.rpc.Status.newBuilder().setCode(Status.Code.INVALID_ARGUMENT.value())
            .addDetails(Any.newBuilder().setTypeUrl("type.googleapis.com/google.rpc.ErrorInfo")
                .setValue(com.google.protobuf.ByteString.copyFromUtf8("\u0007")))
            .build());
    MargridException failure = evaluate(
        Status.INVALID_ARGUMENT.withDescription("bad").asRuntimeException(broken));
    assertThat(failure).isInstanceOf(InvalidRequestException.class).hasMessage("bad");
    assertThat(failure.reason()).isEmpty();
    Metadata garbled = new Metadata();
    garbled.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        new byte[]{7, 7, 7});
    assertThat(evaluate(Status.INVALID_ARGUMENT.withDescription("bad").asRuntimeException(garbled)))
        .isInstanceOf(InvalidRequestException.class).hasMessage("bad");
  }

  @Test
  void streamsFailTheSameWay() throws Exception {
    StatusRuntimeException status = failing(Status.Code.FAILED_PRECONDITION, "another",
        ErrorInfo.newBuilder().setReason("RESUME_MISMATCH").build());
    try (Loopback server = Loopback.serve(new Failing(status));
        MargridClient client = MargridClient.connect(server.target())) {
      assertThat(catchThrowableOfType(MargridException.class,
          () -> client.streamRows(GridMessages.request()).blockLast()))
          .isInstanceOf(ResumeMismatchException.class);
    }
  }

  private static MargridException evaluate(StatusRuntimeException status) throws Exception {
    try (Loopback server = Loopback.serve(new Failing(status));
        MargridClient client = MargridClient.connect(server.target())) {
      return catchThrowableOfType(MargridException.class,
          () -> client.evaluate(EvaluateRequest.getDefaultInstance()).block());
    }
  }

  private static StatusRuntimeException failing(Status.Code code, String message, Message... details) {
    com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder().setCode(code.value())
        .setMessage(message);
    for (Message detail : details) {
      status.addDetails(Any.pack(detail));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static BadRequest.FieldViolation violation(String field, String reason, String description) {
    return BadRequest.FieldViolation.newBuilder().setField(field).setReason(reason)
        .setDescription(description)
        .build();
  }

  private static final class Failing extends SweepServiceGrpc.SweepServiceImplBase {
    private final StatusRuntimeException status;

    Failing(StatusRuntimeException status) {
      this.status = status;
    }

    @Override
    public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> observer) {
      observer.onError(status);
    }

    @Override
    public void streamGrid(StreamGridRequest request, StreamObserver<StreamGridResponse> observer) {
      observer.onError(status);
    }
  }
}
